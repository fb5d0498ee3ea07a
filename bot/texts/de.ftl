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
