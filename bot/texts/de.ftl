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

## Visits: the message of an alert, and the buttons under it

seen-somebody = Jemand
seen-stranger = Unbekannt
seen-strangers =
    { $count ->
        [one] 1 Unbekannter
       *[other] { $count } Unbekannte
    }
seen-more-known = { $count } weitere Bekannte
seen-picture = { $name }, ein Bild?
seen-thing =
    { $label ->
        [person] Mensch
        [dog] Hund
        [cat] Katze
        [bird] Vogel
        [horse] Pferd
        [bicycle] Fahrrad
        [motorcycle] Motorrad
        [car] Auto
        [truck] Lastwagen
        [bus] Bus
        [backpack] Rucksack
        [handbag] Handtasche
        [suitcase] Koffer
        [umbrella] Regenschirm
       *[other] { $label }
    }
visit-motion = 🚶 <b>{ $camera }</b> · { $when }
visit-rang = 🔔 <b>{ $camera }</b>: es hat geklingelt · { $when }
visit-span = { $start } bis { $clock }
visit-events = { $when } ({ $count } Ereignisse)
visit-more-lately = { $count } weitere in der letzten Minute
visit-clip-coming = Der Clip kommt gleich…
visit-ring-coming = Es hat geklingelt. Der Clip kommt gleich…
visit-ring-failed = Es hat geklingelt, aber der Clip ließ sich nicht ansehen. <b>Warum</b> sagt mehr.
visit-ring-nobody = Es hat geklingelt; auf dem Clip ist niemand zu sehen.
visit-ring-unseen = Der Clip vom Klingeln ließ sich nicht ansehen. <b>Warum</b> sagt mehr.
visit-late = ⏳ schon { $ago } gesehen, als Latchkey davon erfuhr
visit-late-ring = ⏳ hat schon { $ago } geklingelt, als Latchkey davon erfuhr
visit-rings-now = 🔔 Jetzt klingelt jemand: <b>{ $camera }</b>, { $clock }.
visit-rings-again = 🔔 Es klingelt noch einmal: <b>{ $camera }</b>, { $clock }.
visit-stranger-now = 🚶 Jetzt ist auch jemand Unbekanntes da: <b>{ $camera }</b>, { $clock }.
door-under-way =
    { $wanted ->
        [unlock] 🔓 wird für { $name } aufgeschlossen…
       *[lock] 🔒 wird für { $name } abgeschlossen…
    }
door-opened-by = 🔓 geöffnet von { $name }, { $clock }
door-locked-by = 🔒 abgeschlossen von { $name }, { $clock }
door-not-done =
    { $wanted ->
        [unlock] ⚠️ { $name } wollte um { $clock } öffnen: { $detail }
       *[lock] ⚠️ { $name } wollte um { $clock } abschließen: { $detail }
    }
door-nobody-named = jemand
door-outcome-unknown = es ist nicht bekannt, was daraus wurde
visit-over = Dieser Besuch ist vorbei. Unter /events steht er noch, mit Clip und Warum.
visit-gone = Diesen Besuch gibt es nicht mehr; es wurde nichts getan.
visit-copy = Das ist eine Kopie. Drück den Knopf unter der Nachricht, die ich geschickt habe.

## History: events, pages of them, and answers to questions

event-line = { $icon } <b>{ $when }</b> { $seen }
event-line-at = { $icon } <b>{ $when }</b> { $camera }: { $seen }
event-demo = Demo
event-unseen = wird noch angesehen
event-failed = konnte nicht angesehen werden
event-nobody = niemand zu sehen
event-motion = { $icon } <b>{ $camera }</b> · { $when }
event-rang = { $icon } <b>{ $camera }</b> geklingelt · { $when }
event-number = <i>Ereignis { $number }</i>
event-told = Du hast davon gehört.
event-untold = Niemand hat davon gehört.
event-made-up = Für die Demo erfunden.
event-gone = Dieses Ereignis gibt es nicht mehr.
event-no-picture = kein Bild

why-which = Welches Ereignis? Seine Nummer steht darunter, wenn du es in /events öffnest. Zum Beispiel: <code>/why 12</code>

button-all = Alle
button-strangers = Fremde
button-dings = Klingeln
button-today = Heute
button-show = Zeigen
button-on = ✓ { $label }

history-somebody-gone = Jemand Vergessenes
history-place = { $camera }
history-subject =
    { $subject ->
        [stranger] Fremde
        [ding] Klingeln
        [no-face] Ohne Gesicht
       *[all] An der Tür
    }
history-things =
    { $label ->
        [person] Personen
        [dog] Hunde
        [cat] Katzen
        [car] Autos
        [bicycle] Fahrräder
        [motorcycle] Motorräder
        [truck] Lastwagen
        [bus] Busse
        [bird] Vögel
        [horse] Pferde
       *[other] { $label }
    }
history-period = { $words } ({ $dates })
history-since = seit { $date }
history-span = { $begin } bis { $end }
history-about-all = <b>Bisher</b>{ $place }:
history-about = <b>{ $words }</b> ({ $dates }){ $place }:
history-empty = Hier gibt es nichts zu zeigen.
history-nothing = An der Tür war noch nichts. Wenn jemand kommt, steht es hier.
history-none-yet = Noch war niemand da. Wenn jemand kommt, steht es hier.
history-which = Welches Ereignis? Seine Nummer steht darunter, wenn du es in /events öffnest. Zum Beispiel: <code>/event 12</code>
history-no-event = Ein Ereignis { $number } gibt es nicht. /events zeigt, welche es gibt.
history-count =
    { $subject ->
        [stranger]
            { $count ->
                [0] kein Besuch von Fremden
                [one] 1 Besuch von Fremden
               *[other] { $count } Besuche von Fremden
            }
        [ding]
            { $count ->
                [0] niemand hat geklingelt
                [one] einmal hat jemand geklingelt
               *[other] bei { $count } Besuchen wurde geklingelt
            }
       *[all]
            { $count ->
                [0] niemand war da
                [one] 1 Besuch
               *[other] { $count } Besuche
            }
    }
history-count-person =
    { $count ->
        [0] { $name } war nicht da
        [one] { $name } war einmal da
       *[other] { $name } war { $count }-mal da
    }
history-count-thing =
    { $count ->
        [0]
            { $label ->
                [dog] kein Hund
                [cat] keine Katze
                [car] kein Auto
                [bicycle] kein Fahrrad
                [motorcycle] kein Motorrad
                [truck] kein Lastwagen
                [bus] kein Bus
                [bird] kein Vogel
                [horse] kein Pferd
               *[other] nichts davon: { $label }
            }
        [one]
            { $label ->
                [dog] einmal ein Hund
                [cat] einmal eine Katze
                [car] einmal ein Auto
                [bicycle] einmal ein Fahrrad
                [motorcycle] einmal ein Motorrad
                [truck] einmal ein Lastwagen
                [bus] einmal ein Bus
                [bird] einmal ein Vogel
                [horse] einmal ein Pferd
               *[other] einmal { $label }
            }
       *[other]
            { $label ->
                [dog] { $count }-mal ein Hund
                [cat] { $count }-mal eine Katze
                [car] { $count }-mal ein Auto
                [bicycle] { $count }-mal ein Fahrrad
                [motorcycle] { $count }-mal ein Motorrad
                [truck] { $count }-mal ein Lastwagen
                [bus] { $count }-mal ein Bus
                [bird] { $count }-mal ein Vogel
                [horse] { $count }-mal ein Pferd
               *[other] { $count }-mal { $label }
            }
    }
history-who-person =
    { $count ->
        [one] { $name } (1 Besuch)
       *[other] { $name } ({ $count } Besuche)
    }
history-who-strangers =
    { $count ->
        [one] Fremde (1 Besuch)
       *[other] Fremde ({ $count } Besuche)
    }
history-yes = ja, { $said }
history-no = nein, { $said }
history-latest = Zuletzt { $when } ({ $camera }).
history-last = <b>{ $title }</b>: zuletzt <b>{ $when }</b> ({ $camera }).
history-never = <b>{ $title }</b>: noch nie gesehen.
history-not-understood = „{ $words }“ habe ich nicht verstanden.
history-meant = Meintest du „{ $near }“?
history-examples = Versuch es so: <code>/events heute</code>, <code>/events Fremde März</code>, oder frag: <code>Wer war gestern da?</code>
history-one-at-a-time = Bitte eins nach dem anderen: eine Person oder Art, eine Kamera, eine Zeit. Zum Beispiel: <code>/events Fremde gestern Abend</code>
history-time-future = „{ $words }“ kommt erst noch; ich weiß nur, was war. Zum Beispiel: <code>/events gestern</code>
history-time-backwards = „{ $words }“ endet, bevor es beginnt. Zum Beispiel: <code>/events letzte 3 Tage</code>
history-time-too-long = „{ $words }“ ist länger her, als ich zurückblicke: 20 Jahre. Zum Beispiel: <code>/events März</code>
history-time-no-such-day = „{ $words }“ gibt es weder im Kalender noch auf der Uhr. Zum Beispiel: <code>/events 12. November</code>
## Clip: the recording, fetched from Ring again

clip-caption = 🎬 <b>{ $camera }</b> · { $when }
clip-one-of = Der beste von { $count } Clips dieses Besuchs; die anderen stehen unter /events.
clip-cut = Nur die ersten { $seconds } Sekunden: mehr nimmt Telegram nicht.
clip-coming = Der Clip kommt gleich.
clip-here = Der Clip ist schon da: als Antwort auf diese Nachricht.
clip-made-up = Das war für die Vorführung erfunden: davon gibt es keinen Clip.
clip-gone = Ring hat diesen Clip nicht mehr. Das Bild, und was zu sehen war, bleibt unter /events.
clip-not-yet = Ring hat diesen Clip noch nicht. Drück gleich noch einmal auf <b>Clip</b>.
clip-unusable = Was Ring dafür schickt, ist kein Clip, der sich abspielen lässt.
clip-login = Ring will eine neue Anmeldung, bevor es Clips gibt: <code>latchkey login</code> auf dem Rechner des Türstehers.
clip-ring-away = Ring antwortet nicht. Drück in einer Minute noch einmal auf <b>Clip</b>.
clip-not-taken = Telegram hat den Clip nicht angenommen. Drück in einer Minute noch einmal auf <b>Clip</b>.
clip-failed = Der Clip ließ sich nicht holen; warum, steht im Log. Drück in einer Minute noch einmal auf <b>Clip</b>.
clip-not-yours = Clips sind nur für Bewohner.

## Why: what was seen, how it was decided, and what became of the message

why-frames =
    { $count ->
        [0] dem Clip
       *[other] { $some } von { $count } Bildern
    }
why-thing = { $thing } (Wert { $score })
why-seen = Auf { $frames } habe ich gesehen: { $things }.
why-seen-somebody = Auf { $frames } habe ich jemanden gesehen.
why-seen-nobody = Auf { $frames } habe ich niemanden und nichts gesehen.
why-made-up = Das war für die Vorführung erfunden.
why-no-detector-here = Menschen finde ich nur an ihren Gesichtern: der Personenfinder ist nicht zu gebrauchen.
why-failed = Der Clip ließ sich nicht ansehen: { $error }
why-waiting = Den Clip sehe ich mir noch an.
why-waiting-because = Den Clip sehe ich mir noch an: { $error }
why-named = { $name }: das Gesicht liegt { $distance } neben bekannten Fotos; bis { $limit } gibt es den Namen.
why-named-by-you = { $name }: im Chat benannt.
why-no-face = Es war kein Gesicht zu sehen.
why-nobody-enrolled = Ich kenne noch niemanden, also gibt es keinen Namen.
why-too-far = Der nächste Bekannte liegt { $distance } entfernt; bis { $limit } gäbe es einen Namen.
why-or-a-stranger = Es könnte { $name } sein oder jemand anderes: zu ähnlich für einen Namen.
why-too-alike = Es könnte { $one } sein oder { $other }: zu ähnlich für einen Namen.
why-strangers =
    { $count ->
        [one] 1 Mensch, den ich nicht kenne.
       *[other] { $count } Menschen, die ich nicht kenne.
    }
why-the-stranger = Unbekannt
why-is-alive = { $name }: ein lebendes Gesicht ({ $score }).
why-is-picture = { $name }: ein Bild, kein lebendes Gesicht ({ $score }).
why-damaged = Der Clip ist beschädigt: { $damage }
why-may-not-open = { $name } darf nicht per Gesicht öffnen, also blieb zu.
why-of = { $name }: { $reasons }.
why-for = Für das Öffnen: { $reasons }.
why-against = Gegen das Öffnen, also blieb zu: { $reasons }.
why-unlock = Genug zum Öffnen: { $reasons }.
why-close = das Gesicht ist nah genug ({ $distance }, höchstens { $limit })
why-not-close = das Gesicht ist nicht nah genug ({ $distance }, höchstens { $limit })
why-clear = deutlich niemand anderes (Abstand { $margin }, mindestens { $limit })
why-not-clear = es könnte jemand anderes sein (Abstand { $margin }, mindestens { $limit })
why-enough-faces =
    { $count ->
        [one] 1 Gesicht innerhalb von { $limit }
       *[other] { $count } Gesichter innerhalb von { $limit }
    }
why-few-faces = nur { $count } innerhalb von { $limit }, { $needed } Gesichter sind nötig
why-agree = { $some } von { $count } Gesichtern stimmen überein
why-live = lebt ({ $score })
why-live-plain = lebt
why-not-alive =
    { $what ->
        [picture] ein Bild, kein lebendes Gesicht: { $reasons }
       *[unproven] nicht erwiesen, dass es lebt: { $reasons }
    }
why-somebody-unseen = vielleicht ist noch jemand da, dessen Gesicht nicht zu sehen war
why-somebody-unknown = es ist noch jemand da, den ich nicht kenne
why-somebody-left-out = es ist noch jemand da, ausgelassen durch IGNORE_ZONES oder LABEL_RULES
why-too-unsure = { $name } ist auch da, und nicht sicher genug
why-out-of-view = { $seconds } s lang nicht im Bild, da kann jemand anderes gekommen sein
why-faceless = { $seconds } s lang kein Gesicht, da kann jemand anderes den Platz genommen haben
why-blind = { $seconds } s des Clips am Stück wurden nicht angesehen
why-no-detector = ohne Personenfinder kann niemand sagen, wer noch da ist
why-damage-hides = was der beschädigte Clip nicht zeigt, kann jemanden verbergen
why-may-open = das Gesicht von { $name } darf öffnen
why-face-may-not = das Gesicht von { $name } darf nicht öffnen
why-pass = { $name } ist bis { $until } eingeladen
why-camera = an dieser Kamera darf kein Gesicht öffnen
why-late = spät gefunden, oder nach einem Neustart
why-hours = außerhalb der Zeiten, in denen ein Gesicht öffnen darf
why-snoozed = diese Kamera hat für alle Ruhe
why-clock = der Clip endet { $seconds } s in der Zukunft, eine Uhr geht also falsch
why-fresh = vor { $seconds } s gesehen (höchstens { $limit } s)
why-stale = vor { $seconds } s gesehen, das sind mehr als { $limit } s
why-cooldown-over = kurz davor wurde nicht geöffnet
why-cooldown = die Tür wurde eben erst geöffnet: noch { $seconds } s Wartezeit
why-dry-run = das Öffnen per Gesicht wird nur geprobt
why-life-not-checked = ob es lebt, wurde nicht angesehen
why-life-no-face = kein Gesicht wurde angesehen
why-life-nets =
    { $count ->
        [one] lebend mit { $score } an 1 Gesicht (mindestens { $limit } nötig)
       *[other] lebend mit { $score } an { $count } Gesichtern (mindestens { $limit } nötig)
    }
why-life-few = { $count } Gesichter ab { $pixels } px, { $needed } sind nötig
why-life-dark = zu dunkel oder ohne Farbe, um ein lebendes Gesicht zu erkennen
why-life-no-pair = keine zwei Bilder zeigen den Kopf gut genug für einen Vergleich
why-life-moved = der Kopf bewegte sich um { $share } % seiner Breite gegen seine Umgebung, in { $some } von { $count } Vergleichen
why-life-carried = der Kopf bewegte sich um { $share } % seiner Breite mit seiner Umgebung, in { $some } von { $count } Vergleichen
why-life-not-flat = über Sekunden war das Gesicht nicht flach, in { $some } von { $count } Vergleichen
why-life-still = der Kopf stand still (er bewegte sich um { $share } % seiner Breite)
why-life-shaken = das ganze Bild bewegte sich: die Kamera, oder ein Bild, das alles ausfüllt
why-life-flat = das Gesicht bewegte sich wie etwas Flaches ({ $share } % seiner Breite blieben übrig)
why-life-hardly = der Kopf bewegte sich kaum vor dem, was hinter ihm bleibt
why-life-framed = gerade Kanten gingen mit dem Kopf oder schnitten ihn ab, wie ein Rahmen
why-door =
    { $action ->
        [unlocked] 🔓 Dafür wurde die Tür geöffnet.
        [locked] 🔒 Dafür wurde die Tür abgeschlossen.
        [jammed] ⚠️ Bei einem Befehl dafür klemmte das Schloss.
       *[unknown] ⚠️ Dafür ging ein Befehl ans Schloss; was es tat, ist nicht bekannt.
    }
why-told-ring = Es hat geklingelt, und das wird immer gesagt.
why-told-somebody = Es war jemand da, und das wird gesagt.
why-not-told-failed = Was sich nicht ansehen lässt, wird nur gesagt, wenn es geklingelt hat.
why-not-told-yet = Ob es gesagt wird, hängt davon ab, was zu sehen ist.
why-not-told-things = Niemand war da, nur { $things }: das wird nicht gesagt.
why-not-told-nobody = Es war niemand da, also wurde nichts gesagt.
why-here-told = Du hast es { $time } erfahren.
why-here-behind = Du hast es { $time } erfahren; der Rest kommt gleich.
why-here-heard =
    { $kind ->
        [ding] Eine zweite Nachricht sagte { $time }, dass es klingelt.
       *[stranger] Eine zweite Nachricht sagte { $time }, dass jemand Unbekanntes da ist.
    }
why-here-given-up = Hier nicht gesagt, Telegram nahm es nicht an: { $error }
why-here-failed =
    { $count ->
        [one] Hier noch nicht gesagt, ein Versuch ging schief: { $error }
       *[other] Hier noch nicht gesagt, { $count } Versuche gingen schief: { $error }
    }
why-here-coming = Die Nachricht kommt gleich.
why-here-waits = Die Nachricht wartet bis { $time }: von einer Kamera hörst du nur ein paarmal in der Minute.
why-here-not-listening = Dieser Chat hört nichts von Besuchen.
why-here-other-cameras = Dieser Chat hört nur von anderen Kameras.
why-here-nothing = In diesem Chat wurde nichts gesagt.
why-told-others = Auch gesagt: { $chats }.
why-more =
    { $count ->
        [one] 1 weiteres Ereignis dieses Besuchs steht unter /events.
       *[other] { $count } weitere Ereignisse dieses Besuchs stehen unter /events.
    }
why-said = Das steht schon gleich darunter.
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
## Charts, numbers and the weekly digest

rhythm-title = Wann an deiner Tür was los ist
rhythm-activity-title = Besuche, { $span }
rhythm-digest-chart = Die letzte Woche an deiner Tür

rhythm-chart-date = { $day }. { $month }
rhythm-chart-visits = Besuche
rhythm-chart-known = bekannt
rhythm-chart-strangers = mit Fremden
rhythm-chart-average = 7-Tage-Mittel
rhythm-chart-week = je Woche
rhythm-chart-month = je Monat
rhythm-chart-nothing = Noch keine Besuche
rhythm-chart-soon = Der erste erscheint hier

rhythm-span =
    { $days ->
        [1] letzter Tag
       *[other] letzte { $days } Tage
    }
rhythm-span-ever = von Anfang an
rhythm-span-since = seit { $day }
rhythm-within =
    { $days ->
        [1] am letzten Tag
       *[other] in den letzten { $days } Tagen
    }
rhythm-within-ever = an dieser Tür

rhythm-days =
    { $days ->
        [w] werktags
        [e] am Wochenende
       *[a] alle Tage
    }
rhythm-strangers = Fremde
rhythm-rings = Klingeln
rhythm-somebody-gone = jemand, der vergessen wurde
rhythm-camera-gone = eine Kamera, die es nicht mehr gibt
rhythm-things =
    { $label ->
        [bicycle] Fahrräder
        [car] Autos
        [motorcycle] Motorräder
        [bus] Busse
        [truck] Lastwagen
        [bird] Vögel
        [cat] Katzen
        [dog] Hunde
        [horse] Pferde
        [sheep] Schafe
        [cow] Kühe
        [bear] Bären
       *[other] { $name }
    }

rhythm-visits-most =
    { $count ->
        [one] 1 Besuch, an einem
       *[other] { $count } Besuche, meist
    } { $weekday ->
        [0] { $count ->
            [one] Montag
           *[other] montags
        }
        [1] { $count ->
            [one] Dienstag
           *[other] dienstags
        }
        [2] { $count ->
            [one] Mittwoch
           *[other] mittwochs
        }
        [3] { $count ->
            [one] Donnerstag
           *[other] donnerstags
        }
        [4] { $count ->
            [one] Freitag
           *[other] freitags
        }
        [5] { $count ->
            [one] Samstag
           *[other] samstags
        }
       *[6] { $count ->
            [one] Sonntag
           *[other] sonntags
        }
    } um { $hour } Uhr
rhythm-none = Noch keine Besuche { $span }.

rhythm-stats-title = <b>{ $span }</b>
rhythm-stats-visits =
    { $count ->
        [one] 1 Besuch
       *[other] { $count } Besuche
    }, { $strangers ->
        [0] keiner mit Fremden
       *[other] { $strangers } mit Fremden
    }
rhythm-stats-busiest =
    Meist { $weekday ->
        [0] montags
        [1] dienstags
        [2] mittwochs
        [3] donnerstags
        [4] freitags
        [5] samstags
       *[6] sonntags
    } um { $hour } Uhr ({ $count })
rhythm-stats-line = { $icon } { $name }: { $count }
rhythm-stats-rest = { $icon } { $count } weitere: { $visits }
rhythm-trend =
    { $way ->
        [more] { $percent } % mehr als in der gleichen Zeit davor ({ $before })
        [less] { $percent } % weniger als in der gleichen Zeit davor ({ $before })
       *[same] So viele wie in der gleichen Zeit davor
    }
rhythm-trend-from-none = In der gleichen Zeit davor war es keiner.
rhythm-trend-to-none = In der gleichen Zeit davor waren es { $before }.

rhythm-digest-title = <b>Deine Tür, { $since } bis { $until }</b>
rhythm-digest-late =
    <i>Das kommt spät: fällig war es am { $weekday ->
        [0] Montag
        [1] Dienstag
        [2] Mittwoch
        [3] Donnerstag
        [4] Freitag
        [5] Samstag
       *[6] Sonntag
    }, { $day }, { $clock }.</i>
rhythm-digest-none = Diese Woche kam niemand.
rhythm-digest-new =
    { $count ->
        [one] 1 Fremder zum ersten Mal
       *[other] { $count } Fremde zum ersten Mal
    }
rhythm-digest-usual =
    { $kind ->
        [quiet] Ruhiger als sonst
        [noisy] Mehr los als sonst
       *[usual] Wie immer
    }: sonst { $usual } Besuche die Woche

rhythm-no-picture = Das Bild ließ sich diesmal nicht zeichnen; die Zahlen stimmen.
rhythm-misread-span = Ich kann 1 bis { $longest } Tage zeigen, oder <code>alles</code>.
rhythm-misread-two = Ein Bild zeigt immer nur eins: einen Zeitraum, eine Person oder Sache, eine Kamera.
rhythm-misread-word = „{ $word }“ kenne ich nicht.
rhythm-misread-nearest = Meinst du <b>{ $nearest }</b>?
rhythm-examples = Versuch es mit <code>/heatmap 90d</code>, <code>/heatmap Wochenende</code> oder <code>/heatmap Hunde 2 Wochen</code>.
rhythm-only-spans = Diese Zahlen sind von allen: zum Beispiel <code>/stats 90d</code>. Für einen Teil: <code>/heatmap { $text }</code>.

rhythm-button-span = { $days } T
rhythm-button-ever = Alles
rhythm-button-days =
    { $days ->
        [w] Werktags
        [e] Wochenende
       *[a] Alle Tage
    }
rhythm-button-cameras = Alle Kameras
rhythm-button-camera-any = Alle
rhythm-button-look =
    { $look ->
        [dark] 🌙 Dunkel
       *[light] ☀️ Hell
    }
rhythm-button-who =
    { $who ->
        [strangers] Fremde
        [rings] Klingeln
       *[everybody] Alle
    }
rhythm-button-more = Mehr ({ $page }/{ $pages })
rhythm-button-back = Zurück
