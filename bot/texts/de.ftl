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
