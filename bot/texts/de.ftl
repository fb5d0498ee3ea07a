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
