# Everything that Latchkey says in a chat, in German. See en.ftl.

## Buttons

button-who = Wer ist das?
button-not = Nicht { $name }
button-save = Speichern
button-cancel = Abbrechen
button-clip = Clip
button-why = Warum
button-older = Ältere
button-newer = Neuere
button-snooze = Ruhe
button-unlock = Öffnen
button-lock-now = Jetzt abschließen
button-confirm = Bestätigen
button-let-in = Einlassen

## Whoever asks for what they may not, or too late

not-for-you =
    { $role ->
        [owner] Das darf nur, wem die Tür gehört.
       *[resident] Das dürfen nur Bewohner. Frag, wem die Tür gehört.
    }
door-right-withdrawn = Du darfst die Tür nicht mehr öffnen und abschließen. Frag, wem sie gehört.
old-button = Dieser Knopf ist von früher; es wurde nichts getan.

## Times

today-at = heute { $clock }
yesterday-at = gestern { $clock }
day-pattern = d. MMM
ago =
    vor { $count } { $unit ->
        [h] Std.
        [min] Min.
       *[s] s
    }
ago-days = vor { $count } Tagen

## Quiet

tomorrow-at = morgen { $clock }
quiet-everything = Alles
quiet-until = bis { $time }
quiet-until-ended = bis auf Weiteres
quiet-for-everybody = { $until } für alle

snooze-none = 🔔 <b>In diesem Chat ist nichts stumm.</b> Ich melde Besuche, sobald jemand kommt.
snooze-open = 🔕 <b>In diesem Chat stumm</b>
snooze-line = • <b>{ $what }</b> { $until }
snooze-quiet-now = 🌙 Ruhezeit { $until }: /quiet
snooze-how = Ein Knopf macht alles stumm; oder schreib, was und wie lange:
snooze-example-camera = /snooze { $name } 2h
snooze-example-time = /snooze bis 7 Uhr
snooze-example-person = /snooze { $name }
snooze-all-of-it = alles
snooze-begun =
    🔕 { $kind ->
        [all] Ich bin hier { $until } still.
        [camera] <b>{ $what }</b> ist { $until } stumm.
       *[person] Besuche von <b>{ $what }</b> allein sind { $until } stumm.
    }
snooze-still-told =
    { $dings ->
        [0] { $strangers ->
            [0] Alles am Schloss melde ich trotzdem.
           *[1] Fremde und alles am Schloss melde ich trotzdem.
        }
       *[1] { $strangers ->
            [0] Klingeln und alles am Schloss melde ich trotzdem.
           *[1] Klingeln, Fremde und alles am Schloss melde ich trotzdem.
        }
    }
snooze-everybody-told = 🔕 { $user } hat <b>{ $what }</b> { $until } für alle stumm gestellt. Alles am Schloss melde ich trotzdem.
snooze-ask = 🔕 <b>Was soll stumm sein, und wie lange?</b>
snooze-ask-this = 🔕 <b>Wie lange soll { $what } stumm sein?</b>
snooze-which = Was meinst du mit „{ $name }“?
snooze-nobody-like = Ich kenne keine Kamera und niemanden namens „{ $name }“. Meinst du <b>{ $nearest }</b>?
snooze-nobody =
    Ich kenne keine Kamera und niemanden namens „{ $name }“. { $known ->
        [0] Schreib zum Beispiel: /snooze 8h
       *[other] Ich kenne { $names }. Schreib zum Beispiel: /snooze { $example }
    }
snooze-no-time = „{ $text }“ verstehe ich nicht als Zeit. Schreib zum Beispiel: /snooze 8h, /snooze bis 7 Uhr oder /snooze 3 Tage
snooze-past = „{ $text }“ ist schon vorbei. Schreib, wie lange ab jetzt, zum Beispiel: /snooze 3h
snooze-too-far = „{ $text }“ ist zu lang: höchstens ein Jahr. Was du auf Dauer hören willst, steht in /settings; für eine Weile schreib zum Beispiel: /snooze 30 Tage
snooze-strangers = Fremde und unbekannte Gesichter haben keinen Namen. Um alles stumm zu stellen, schreib zum Beispiel: /snooze 8h. Von welchen Besuchen du hörst, steht in /settings.
snooze-unchanged = Nichts wurde stumm gestellt.
snooze-is-over = Das ist schon vorbei.
snooze-ended-now = Beendet.
snooze-not-yours = Das gilt für alle: Beenden darf es nur, wem die Tür gehört.
snooze-thing-gone = Das gibt es nicht mehr. Mit /snooze siehst du, was stumm sein kann.
button-snooze-1h = 1 Std.
button-snooze-8h = 8 Std.
button-snooze-morning = bis 07:00
button-snooze-ever = Bis ich es beende
button-snooze-chosen = ✓ { $what }
button-snooze-all = Alle Kameras
button-snooze-end = Beenden: { $what }
button-snooze-end-this = Beenden
button-snooze-everybody = Für alle
button-show-held = Zeigen

quiet-over =
    { $kind ->
        [hours] 🔔 Die Ruhezeit ist vorbei.
        [all] 🔔 Ich melde wieder.
       *[thing] 🔔 <b>{ $what }</b> ist nicht mehr stumm.
    }
quiet-late = Vorbei war es um { $time }, da lief ich nicht.
held-none = Zurückgehalten wurde nichts.
held-some =
    <b>{ $visits } zurückgehalten{ $strangers ->
        [0] { "" }
        [one] , 1 Fremder
       *[other] , { $strangers } Fremde
    }{ $rings ->
        [0] { "" }
        [one] , 1 Klingeln
       *[other] , { $rings } Mal Klingeln
    }</b>{ $events ->
        [0] .
       *[other] { " " }({ $events } Ereignisse).
    }
held-page = <b>An der Tür</b> ab { $since }
held-gone = Diese Ereignisse gibt es nicht mehr.
held-by =
    { $reason ->
        [choice] Hier nicht gemeldet: Dieser Chat will von solchen Besuchen nichts hören.
        [quiet_hours] Von der Ruhezeit { $until } zurückgehalten.
        [house] Zurückgehalten, weil es für alle stumm war { $until }.
       *[snooze] Zurückgehalten, weil es hier stumm war { $until }.
    }

quiet-hours-none = 🌙 <b>Keine Ruhezeit in diesem Chat.</b>
quiet-hours-open = 🌙 <b>Ruhezeit in diesem Chat</b>
quiet-hours-line = { $days }: { $span }
quiet-hours-all-day = den ganzen Tag
quiet-hours-now = Gerade ist Ruhe, bis { $time }.
quiet-hours-how =
    Wähle, oder schreib zum Beispiel:
    /quiet werktags 22:00-6:30
    /quiet sa so 23:00-9:00
    /quiet sonntag aus
quiet-hours-unread = „{ $text }“ verstehe ich nicht als Ruhezeit. Schreib zum Beispiel: /quiet werktags 22:00-6:30, /quiet 23-7 oder /quiet aus
button-quiet-nights = Jede Nacht 22:00–07:00
button-quiet-week = Mo–Fr 22:00–06:30
button-quiet-off = Keine Ruhezeit
button-pierce-dings =
    { $on ->
        [1] ✓ Klingeln kommt durch
       *[0] Klingeln durchlassen
    }
button-pierce-strangers =
    { $on ->
        [1] ✓ Fremde kommen durch
       *[0] Fremde durchlassen
    }
menu-snooze = eine Weile ohne Meldungen
menu-quiet = Ruhezeiten
