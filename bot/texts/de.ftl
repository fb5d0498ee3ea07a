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

why-frames = { $looked } von { $total } Bildern angesehen, { $seconds } s
why-poorer = Personen werden nur an ihren Gesichtern erkannt: Der Personendetektor ist nicht zu gebrauchen.
why-unseen = Keine Meldung, denn der Clip konnte nicht angesehen werden:
why-not-yet = Noch hat niemand davon gehört: Es wird noch angesehen.
why-not-arrived = Es sollte gemeldet werden, aber noch ist keine Nachricht davon angekommen.
why-nobody = Niemand hat davon gehört: Bewegung melde ich nur, wenn jemand zu sehen ist.
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
