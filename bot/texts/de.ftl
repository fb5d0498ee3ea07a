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
