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

## Conversations

talk-cancel-nothing = Da ist nichts abzubrechen. /help zeigt, was du sagen kannst.
talk-left = Abgebrochen; es wurde nichts geändert.
talk-stopped = Ich habe aufgehört, auf eine Antwort zu warten; es wurde nichts geändert.
talk-over = Diese Frage ist vorbei; es wurde nichts geändert.
talk-reply-here = Antworte in einer Gruppe auf diese Nachricht, damit ich es höre.

## Faces: who is it?

face-ask = <b>Wer ist das?</b>
face-ask-how = Schreib den Namen, oder wähl jemanden, den ich kenne.
face-ask-album =
    { $count ->
        [one] Ein Foto ist brauchbar.
       *[other] { $count } Fotos sind brauchbar.
    }
face-which = <b>Wessen Gesicht möchtest du benennen?</b> Wähl eine Nummer.
face-which-named = <b>Wer davon ist { $name }?</b> Wähl eine Nummer.
face-consent = Um ein Gesicht wiederzuerkennen, behalte ich dieses Bild und 128 daraus gemessene Zahlen, nur auf diesem Gerät. Frag bitte jeden, bevor du ihn benennst; /people vergisst jeden jederzeit.
face-preview = Dieses Gesicht als <b>{ $name }</b> speichern?
face-preview-album = Diese { $count } Fotos als <b>{ $name }</b> speichern?
face-preview-new = Bisher kenne ich niemanden mit diesem Namen.
face-preview-unlike = ⚠️ Es sieht den anderen Fotos von { $name } nicht ähnlich: Ist es dieselbe Person?
face-preview-like = ⚠️ Es sieht { $other } ähnlich: Ich könnte beide verwechseln.
face-saved = Gespeichert. Ab jetzt kenne ich <b>{ $name }</b>.
face-gone = Dieses Gesicht ist nicht mehr da; es wurde nichts gespeichert.
face-save-failed = Es konnte nicht gespeichert werden: { $why } Drück noch einmal auf Speichern.
face-none-here = In diesem Besuch ist kein fremdes Gesicht zu benennen.
face-none-seen = In diesem Besuch war kein Gesicht zu sehen, also kann ich nichts daraus lernen.
face-visit-gone = An diesen Besuch erinnere ich mich nicht mehr.
face-person-gone = Diese Person gibt es nicht mehr.
face-not-kept = Hier werden keine fremden Gesichter behalten (STRANGER_DAYS ist 0), also ist keines zu benennen. Schick mir stattdessen ein Foto.
face-reply-how = Antworte auf das Bild der Person mit dem Namen, oder drück darunter auf <b>Wer ist das?</b>. Du kannst mir auch ein Foto schicken.
face-reply-nothing = Ich weiß nicht mehr, wen dieses Bild zeigt. Antworte auf ein neueres, oder schick mir ein Foto von { $name }.
face-past =
    { $count ->
        [one] <b>Das sieht auch nach einem früheren Fremden aus.</b> Soll er auch { $name } heißen?
       *[other] <b>Das sieht auch nach { $count } früheren Fremden aus.</b> Sollen sie auch { $name } heißen?
    }
face-past-more =
    { $count ->
        [one] und noch einmal
       *[other] und noch { $count } Mal
    }
face-past-done =
    { $count ->
        [one] Erledigt: ein Besuch mehr ist von { $name }.
       *[other] Erledigt: { $count } Besuche mehr sind von { $name }.
    }
face-past-left = Sie bleiben, wie sie sind.
button-rename-them = Umbenennen
button-leave-them = So lassen

name-empty = Schreib den Namen als Text, zum Beispiel: Grace
name-too-long = Das ist zu lang für einen Namen; bitte höchstens { $most } Zeichen.
name-unknown = „{ $name }“ kann niemand heißen: Dieses Wort bedeutet, dass kein Gesicht zu sehen war.
name-forbidden = Ein Name darf kein / \ : * ? " &lt; &gt; | enthalten und nicht mit einem Punkt oder _ beginnen. Versuch es ohne.
name-no-letter = Ein Name braucht mindestens einen Buchstaben.
name-taken = Jemand heißt schon { $name }. Wähl einen anderen Namen; sind beide dieselbe Person, kann sie in /people zusammenlegen, wem die Tür gehört.

## Faces: not Grace

not-whom = <b>Wer war es nicht?</b>
not-done = Gemerkt: Das war nicht { $name }.
not-nobody = Diesen Namen hat der Besuch nicht mehr.

## Faces: photos sent in the chat

photo-too-large = Diese Datei hat { $size } MB, und Telegram gibt mir höchstens 20. Schick sie als Foto statt als Datei: dann wird sie kleiner.
photo-none = Ich finde kein Gesicht darauf. Am besten ist eine Person, die in die Kamera schaut, bei gutem Licht.
photo-poor = Ich habe ein Gesicht gefunden, aber es { $flaw }. Am besten ist eine Person, nah, die in die Kamera schaut, bei gutem Licht.
photo-all-poor = Ich habe { $count } Gesichter gefunden, aber keines taugt: Das beste { $flaw }.
photo-unreadable = Dieses Foto kann ich nicht verwenden: { $why }.
photo-not-now = Gerade kann ich keine Fotos ansehen. Schick es bitte gleich noch einmal.
photo-left-out = Aus dem Album weggelassen: { $what }.
photo-part-none = Foto { $number } (kein Gesicht)
photo-part-several = Foto { $number } (mehrere Gesichter)
photo-part-poor = Foto { $number } (das Gesicht { $flaw })
photo-part-other = Foto { $number } (jemand anderes?)
photo-part-unreadable = Foto { $number } ({ $why })
photo-album-none = Keines dieser { $count } Fotos ist brauchbar. Am besten ist eine Person, die in die Kamera schaut, bei gutem Licht.
photo-in-private = Schick mir Fotos bitte in unserem privaten Chat: dort kann ich daraus ein Gesicht lernen.
photo-no-picture = Ein Gesicht lerne ich aus einem Foto (JPEG, PNG oder WebP). { $kind ->
        [document] Diese Datei ist kein Bild.
        [sticker] Ein Sticker ist keines.
        [voice] Sprachnachrichten kann ich nicht hören.
        [video] Aus Videos kann ich keine Gesichter nehmen; ein Foto genügt.
       *[other] Das ist keines.
    }

why-heic = HEIC-Fotos kann ich nicht lesen; schick es als JPEG
why-huge = es hat zu viele Pixel; höchstens 60 Megapixel
why-unreadable = es ist kein Bild, das ich lesen kann

flaw-small = ist nur { $pixels } Pixel breit, und ich brauche mindestens { $least }
flaw-cut = ist vom Rand des Fotos abgeschnitten
flaw-dark = ist zu dunkel
flaw-blurred = ist unscharf
flaw-turned = ist von der Kamera weggedreht

## People

people-title = <b>Leute, die ich kenne</b>
people-nobody = Ich kenne noch niemanden. Schick mir ein Foto von jemandem, oder drück unter einem Besuch auf <b>Wer ist das?</b>.
people-line = <b>{ $name }</b>: { $photos }, { $seen }
people-photos =
    { $count ->
        [0] kein Foto
        [one] 1 Foto
       *[other] { $count } Fotos
    }
people-seen = zuletzt gesehen { $when }
people-never-seen = noch nicht gesehen
people-may-open = 🔓 darf per Gesicht eingelassen werden
button-strangers = Fremde ({ $count })
button-photos = Fotos
button-visits = Besuche
button-rename = Umbenennen
button-merge = Zusammenlegen
button-forget = Vergessen
button-add-photo = Foto hinzufügen
button-delete-photo = Löschen
button-may-open = Darf öffnen…
button-names-only = Nur Name
button-back = Zurück
button-name-all = Alle benennen
button-people = Leute

person-photo = <b>{ $name }</b>, Foto { $number } von { $count }
person-photo-opens = 🔓 Zählt fürs Öffnen der Tür.
person-photo-names = Nur für den Namen; es öffnet nichts.
person-photo-refused = Nicht verwendet: { $why }
person-photo-none = Von { $name } gibt es noch kein Foto.
person-photo-gone = Dieses Foto ist nicht mehr da.
person-photo-deleted = Gelöscht.
person-delete-opens = Dieses Foto zählt fürs Öffnen der Tür: Löschen darf es nur, wem sie gehört.
person-add-how = Schick mir ein Foto von <b>{ $name }</b>. /cancel lässt es bleiben.
person-visits-title = <b>Besuche von { $name }</b>
person-visits-none = { $name } wurde noch nicht gesehen.

rename-how = Wie soll <b>{ $name }</b> ab jetzt heißen?
rename-opens = Die Fotos öffnen dann nichts mehr, bis du es wieder sagst.
rename-owners = Das Gesicht von { $name } darf die Tür öffnen: Umbenennen darf es nur, wem sie gehört.
rename-done = { $former } heißt jetzt <b>{ $name }</b>, auch im Verlauf.
rename-opens-done = Die Fotos öffnen nichts, bis du es wieder sagst.

merge-whom = <b>Wer ist dieselbe Person wie { $name }?</b> { $name } verschwindet, alle Fotos und Besuche gehen an die andere.
merge-nobody = Es gibt sonst niemanden.
merge-sure = <b>{ $name } mit { $other } zusammenlegen?</b> Alle Fotos und Besuche von { $name } gehören dann { $other }. Das lässt sich nicht zurücknehmen. Keines der beiden Gesichter öffnet die Tür, bis du es wieder sagst.
merge-done = { $name } und <b>{ $other }</b> sind jetzt eins.

forget-sure = <b>{ $name } vergessen?</b> Das löscht { $photos }, die Bilder des Gesichts aus { $visits }, was daran gemessen wurde, und den Namen überall im Verlauf: Diese Besuche sind dann die eines Fremden. Das lässt sich nicht zurücknehmen.
forget-visits =
    { $count ->
        [one] 1 Besuch
       *[other] { $count } Besuchen
    }
forget-stays = Die Bilder der Besuche selbst bleiben, ebenso Nachrichten in diesem Chat, die älter als zwei Tage sind: lösch sie hier. Sicherungen mache ich noch keine; Kopien, die du selbst gemacht hast, enthalten { $name }, bis du sie löschst.
forget-done = { $name } ist vergessen.

open-private = Was ein Gesicht öffnen darf, wird nur in unserem privaten Chat gesagt.
open-sure = <b>Soll dieses Foto { $name } die Tür öffnen?</b>
open-beside = Es ist das eingerahmte; die anderen sind die Fotos von { $name }, die ich habe.
open-first = Es ist das einzige Foto von { $name }: Schau genau hin, ob es wirklich diese Person zeigt.
open-how = Wer damit erkannt wird, lebendig und allein, würde eingelassen. Vorerst sage ich nur, was ich täte: Noch öffnet kein Gesicht etwas.
open-unlike = ⚠️ <b>Dieses Foto sieht den anderen nicht ähnlich</b>: Es liegt { $distance } vom nächsten entfernt, üblich ist bis { $limit }. Bist du sicher, dass es { $name } ist?
open-done = Dieses Foto zählt jetzt fürs Öffnen der Tür für { $name }.
open-not = Dieses Foto ist ab jetzt nur für den Namen.
open-poor = Auf diesem Foto ist kein Gesicht, das öffnen könnte.

## Strangers who come back

strangers-title = <b>Fremde</b>
strangers-none = Kein fremdes Gesicht ist hier bekannt.
strangers-none-kept = Hier werden keine fremden Gesichter behalten (STRANGER_DAYS ist 0).
strangers-kept = Behalten bis { $days } Tage nach jedem Besuch.
stranger-week =
    { $count ->
        [one] diese Woche einmal gesehen
       *[other] diese Woche { $count } Mal gesehen
    }
stranger-all =
    { $count ->
        [one] einmal gesehen
       *[other] { $count } Mal gesehen
    }
stranger-usually = meist gegen { $clock }
stranger-last = zuletzt { $when }
stranger-gone = Das Gesicht dieses Fremden ist nicht mehr da.
