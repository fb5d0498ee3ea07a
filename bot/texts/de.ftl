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
        [guest] Das dürfen nur Leute aus diesem Haushalt.
       *[resident] Das dürfen nur Bewohner. Frag, wem die Tür gehört.
    }
door-right-withdrawn = Du darfst die Tür nicht mehr öffnen und abschließen. Frag, wem sie gehört.
edited =
    Bearbeitetem folge ich nicht: Es wurde nichts getan. Schick es bitte neu:
    <code>{ $text }</code>
old-button = Dieser Knopf ist von früher; es wurde nichts getan.

## Times

today-at = heute { $clock }
yesterday-at = gestern { $clock }
tomorrow-at = morgen { $clock }
day-pattern = d. MMM
ago =
    vor { $count } { $unit ->
        [h] Std.
        [min] Min.
       *[s] s
    }
ago-days = vor { $count } Tagen

## Die ersten Worte

start-welcome =
    <b>Hallo, ich bin Latchkey, dein Türsteher.</b>

    Kommt jemand an die Tür, schicke ich dir eine Nachricht mit dem besten Bild und wer es ist. Drück darunter auf <b>Wer ist das?</b> und nenn mir einen Namen: Ab dann kenne ich das Gesicht.

    /events zeigt, was war, /status, wie es mir geht, /help alles Weitere.

    { $state }
start-welcome-guest =
    <b>Hallo, ich bin Latchkey, der Türsteher dieses Hauses.</b>

    Du bist hier Gast: Ich sage dir, wer zu den Kameras kommt, die mit dir geteilt wurden. Mit /settings wählst du, wovon du hörst, /help sagt, was du sonst sagen kannst.
start-watching = Ich passe auf { $cameras } auf.
start-connecting = Ich verbinde mich gerade mit deiner Ring-Klingel.
start-no-camera = Dein Ring-Konto zeigt noch keine Klingelkamera.
your-doorbell = deine Ring-Klingel
not-understood = Das habe ich nicht verstanden. /help zeigt, was du sagen kannst.
unknown-command = Das kenne ich nicht. /help zeigt, was du sagen kannst.
did-you-mean = /{ $typed } kenne ich nicht: Meintest du /{ $meant }?
did-you-mean-command = Meintest du /{ $meant }? /help zeigt, was du sagen kannst.
did-you-mean-with =
    /{ $typed } kenne ich nicht: Meintest du /{ $meant }? Mit dem, was du danach geschrieben hast:
    <code>/{ $meant } { $rest }</code>

## Hilfe, nach Themen

help =
    <b>Was ich tue</b>
    Ich passe auf { $cameras } auf. Jeder Besuch ist hier eine Nachricht, und ich ergänze sie, wenn ich mehr weiß. Klingelt jemand, sage ich es sofort; Bewegung nur, wenn jemand da ist.

    Bilder werden nur auf diesem Gerät angesehen. Ein erkanntes Gesicht öffnet nur, wenn der Besitzer das für diese Person eingeschaltet hat.

    Wähl unten, worüber du mehr wissen willst, oder schreib <code>/help snooze</code> für einen einzelnen Befehl.
help-guest =
    <b>Was ich tue</b>
    Ich bin der Türsteher dieses Hauses. Als Gast hörst du, wer zu den Kameras kommt, die mit dir geteilt wurden: { $cameras }.

    Wähl unten, worüber du mehr wissen willst.
help-alerts =
    <b>Meldungen</b>
    Eine Nachricht je Besuch. Darunter:
    • <b>Wer ist das?</b> nennt mir den Namen eines Fremden
    • <b>Ruhe</b> stellt eine Weile still
    • <b>Clip</b> zeigt das Video, <b>Warum</b>, was ich sah
    • <b>Öffnen</b> öffnet die Tür, nach einer Bestätigung
    Von welchen Kameras und Besuchen du hörst, wählst du selbst: /settings.
help-alerts-guest =
    <b>Meldungen</b>
    Eine Nachricht je Besuch, an den Kameras, die mit dir geteilt wurden. Von welchen du hörst, wählst du selbst: /settings.
help-history =
    <b>Verlauf</b>
    Was an der Tür war, und wann dort viel los ist.
help-quiet =
    <b>Ruhe</b>
    Stille für eine Weile oder jede Nacht. Was inzwischen war, ist nicht verloren: Es steht in /events. Nachrichten vom Schloss kommen immer durch.
help-faces =
    <b>Gesichter</b>
    Drück unter einer Meldung auf <b>Wer ist das?</b> und schreib einen Namen, oder schick mir ein Foto in unserem eigenen Chat: In einer Gruppe sehe ich keine Fotos. Bitte frag die Leute, bevor du sie benennst.
help-door =
    <b>Die Tür</b>
    Bevor sie aufgeht, frage ich noch einmal: Wer gefragt hat, drückt binnen einer halben Minute <b>Bestätigen</b>. Ein Gesicht öffnet sie nur, wo der Besitzer das für diese Person eingeschaltet hat: /people, <b>Darf öffnen</b>.
help-household =
    <b>Der Haushalt</b>
    Der Besitzer lässt Leute herein und verabschiedet sie; Bewohner sehen und tun fast alles; Gäste hören von den Kameras, die mit ihnen geteilt wurden.
    In einer Gruppe: Lass mich vom Besitzer hinzufügen und ruf mich dort beim Namen, etwa <code>/events@{ $bot }</code>.
help-of-command = <b>/{ $name }</b>: { $line }
help-who =
    { $role ->
        [owner] Für den Besitzer.
        [resident] Für Bewohner und den Besitzer.
       *[guest] Für alle im Haushalt.
    }
help-examples = Zum Beispiel: { $examples }
help-no-such = „{ $typed }“ kenne ich nicht. Das sind die Themen:
help-no-cameras = noch keine
topic-alerts = Meldungen
topic-history = Verlauf
topic-quiet = Ruhe
topic-faces = Gesichter
topic-door = Tür
topic-household = Haushalt
button-topics = Alle Themen

## Die Befehle, jeder in einer Zeile

command-start = Hallo sagen
command-help = was du sagen kannst
command-events = was an der Tür war
command-heatmap = wann an der Tür viel los ist
command-stats = Besuche in Zahlen
command-door = ist sie abgeschlossen?
command-unlock = die Tür öffnen, nach Bestätigung (Gäste: wenn erwartet)
command-lock = die Tür abschließen
command-status = wie es dem Türsteher geht
command-photo = ein Bild von jetzt
command-settings = wovon du hörst, und wie
command-invite = jemanden in den Haushalt lassen
command-household = wer dazugehört und was darf
command-event = ein Ereignis, nach seiner Nummer
command-last = der letzte Besuch
command-why = warum ein Ereignis gemeldet wurde, oder nicht
command-digest = die letzte Woche an der Tür
command-snooze = Stille für eine Weile
command-quiet = Ruhezeiten, nach Wochentag
command-people = wen ich kenne, und Fremde, die wiederkommen
command-cancel = beenden, wovon wir gerade reden

# Was hinter einem Befehl stehen kann: in jeder Zeile ein Beispiel.
words-events =
    heute
    Grace
    Person gestern Abend
    Fremde März
words-event = 123
words-heatmap =
    30 Tage
    Grace Wochenende
words-stats = 30 Tage
words-snooze =
    8h
    bis 7 Uhr
    Haustür 2h
    Grace
words-quiet =
    werktags 22:00-6:30
    aus
words-photo = Haustür
words-audit = 1a2b3c4d
words-expect =
    Grace heute 14-16
    Paketbote morgen 9-12 einmal
words-away =
    bis Sonntag 18:00
    aus
words-help =
    photo
    Meldungen

## Wie es mir geht

status-title = <b>Wie es mir geht</b>
status-no-camera = 📷 Keine Kamera: Das Ring-Konto zeigt noch keine Klingelkamera
status-cameras = 📷 { $cameras }
status-battery = { $name } (Akku { $percent } %)
status-well = ✅ Alles in Ordnung
status-offline = { $name } (offline)
status-coarse =
    ⚠️ { $count } Clips warten: Klingeln geht vor, dann die neueste Bewegung; was eine Minute gewartet hat, sehe ich auf wenigen Bildern an, und danach öffnet nichts
status-resting = 🥵 Der Prozessor ist gedrosselt: Ich mache Pausen zwischen Clips, außer wenn es klingelt
status-no-lock = 🚪 Kein Schloss ist eingerichtet (SWITCHBOT_TOKEN, SWITCHBOT_SECRET, SWITCHBOT_LOCK_ID)
status-lock-trouble = ⚠️ { $reason }
status-models-trouble = ⚠️ Gerade kann ich nichts ansehen, Clips warten; ich versuche es von selbst wieder. ({ $reason })
status-poorer = 👁 Menschen werden nur an ihren Gesichtern gefunden: Der Personen-Detektor ist nicht zu gebrauchen.
status-loading = 👁 Die Modelle werden geladen
status-workers =
    { $count ->
        [one] 👁 { $detector }, { $count } Prozess
       *[other] 👁 { $detector }, { $count } Prozesse
    }
status-queue =
    { $count ->
        [0] 🗂 Kein Clip wartet
        [one] 🗂 { $count } Clip wartet
       *[other] 🗂 { $count } Clips warten
    }
status-no-frame = 🧮 Noch kein Bild angesehen
status-unreachable =
    { $count ->
        [one] ✉️ { $count } Nachricht wartet, bis { $who } im Chat dieses Bots auf Start drückt
       *[other] ✉️ { $count } Nachrichten warten, bis { $who } im Chat dieses Bots auf Start drückt
    }
status-unreachable-group =
    { $count ->
        [one] ✉️ { $count } Nachricht wartet auf die Gruppe { $who }
       *[other] ✉️ { $count } Nachrichten warten auf die Gruppe { $who }
    }
status-the-owner = der Besitzer
status-since = ⏱ Läuft seit { $since }

## Störungen

trouble = ⚠️ { $reason }
outage-ends = ✅ { $what }: Alles ist wieder gut.
outage-cameras = Kameras
outage-camera = Kamera { $name }
outage-no-camera = Das Konto zeigt keine Klingelkamera; füg in der Ring-App eine hinzu oder melde dich beim richtigen Konto an
outage-two-bots = Ein anderes Programm fragt mit demselben Bot-Token; beende es, oder hol dir bei @BotFather ein neues
outage-poorer = ⚠️ Menschen werden nur an ihren Gesichtern gefunden: Der Personen-Detektor ist nicht zu gebrauchen. { $reason }
outage-poorer-ends = ✅ Der Personen-Detektor ist wieder zu gebrauchen.
something-wrong = Hier ging etwas schief; es steht im Protokoll. Bitte versuch es noch einmal.
trouble-login = Ring will eine neue Anmeldung: Führ auf dem Rechner des Türstehers latchkey login aus, ein Neustart ist nicht nötig. Jedes Programm braucht seine eigene. ({ $sentence })
trouble-ring-busy = Ring lässt sich gerade nicht so oft fragen. Ich frage von selbst wieder, du musst nichts tun. ({ $sentence })
trouble-ring-away = Ring ist gerade nicht zu erreichen. Ich frage von selbst weiter; dauert es an, sieh nach dem Netz. ({ $sentence })
trouble-recording-not-ready = Ring hat die Aufnahme noch nicht. Ich frage gleich wieder. ({ $sentence })
trouble-recording-unusable = Von dieser Aufnahme hat Ring nichts, das sich ansehen lässt. Sieh in der Ring-App nach. ({ $sentence })
trouble-ring = Ring gibt nicht heraus, was ich brauche. Ich frage weiter; dauert es an, sieh in der Ring-App nach. ({ $sentence })
trouble-lock-refused = SwitchBot lehnt ab. Prüf die SWITCHBOT-Einstellungen und die Uhr des Rechners. ({ $sentence })
trouble-lock-offline = Das Schloss oder sein Hub ist nicht zu erreichen. Sieh nach Batterie, Strom und Netz. ({ $sentence })
trouble-lock-limit = Für heute sind alle Aufrufe bei SwitchBot verbraucht. Morgen geht es wieder; bis dahin nimm den Schlüssel. ({ $sentence })
trouble-lock = SwitchBot antwortet nicht, wie es soll. Sieh nach dem Netz und versuch es in einer Minute noch einmal. ({ $sentence })
trouble-model = Ein Modell zum Erkennen ist nicht zu gebrauchen. Hol es neu: latchkey models fetch. ({ $sentence })
trouble-clip = Dieser Clip lässt sich nicht lesen. Ob mehr darauf ist, zeigt die Ring-App. ({ $sentence })
trouble-photo = Das Foto ließ sich nicht lesen oder nicht ablegen. Sieh nach, ob auf dem Rechner noch Platz ist, und versuch es noch einmal. ({ $sentence })
trouble-no-worker = Gerade kann ich nichts ansehen. Ich versuche es von selbst wieder; dauert es an, sagt /status mehr. ({ $sentence })
trouble-analysing = Beim Ansehen ging etwas schief. Versuch es noch einmal; geht es wieder schief, steht mehr im Protokoll. ({ $sentence })
trouble-store = Mein Speicher macht nicht mit. Sieh nach, ob auf dem Rechner noch Platz ist, und versuch es in einer Minute noch einmal. ({ $sentence })
trouble-other = Das hat nicht geklappt. Versuch es noch einmal. ({ $sentence })

## Die Tür

door-none = Hier ist kein Schloss eingerichtet. Trag SWITCHBOT_TOKEN, SWITCHBOT_SECRET und SWITCHBOT_LOCK_ID in .env ein.
door-locked = abgeschlossen
door-unlocked = aufgeschlossen
door-jammed = verklemmt
door-unknown = in einem Zustand, den ihre Cloud nicht kennt
door-state = { $icon } Die Tür ist { $state }.
door-state-closed = { $icon } Die Tür ist { $state } und zu.
door-state-open = { $icon } Die Tür ist { $state } und steht offen.
door-state-locked-open = { $icon } Die Tür ist { $state }, steht aber offen.
door-battery = Batterie: { $percent } %.
door-question = 🔓 <b>Die Tür öffnen?</b>
door-asked-by = Gefragt von { $name }. Antworte bis { $until }.
door-last-seen = Zuletzt an der Tür: { $seen }, { $when }.
door-too-late = Niemand hat rechtzeitig bestätigt; die Tür wurde nicht geöffnet.
door-over = Diese Frage ist vorbei. Frag noch einmal mit /unlock.
door-cancelled = Abgebrochen; die Tür wurde nicht geöffnet.
door-unlocking = 🔓 Wird geöffnet…
door-locking = 🔒 Wird abgeschlossen…
door-unlocked-at = 🔓 Geöffnet um { $at }.
door-locked-at = 🔒 Abgeschlossen um { $at }.
door-trouble = ⚠️ { $reason }
door-maybe = Der Befehl ist vielleicht angekommen: Sieh nach der Tür.
door-is-jammed = Das Schloss klemmt: Sieh nach der Tür.
door-says-nothing = Das Schloss sagt nicht, was es getan hat: Sieh nach der Tür.
door-unmoved =
    { $state ->
        [unlocked] Das Schloss hat den Befehl angenommen, ist aber noch offen: Sieh nach der Tür.
       *[locked] Das Schloss hat den Befehl angenommen, ist aber noch zu: Sieh nach der Tür.
    }
door-record = 📒 Eintrag { $head }
door-record-owed = 📒 Noch nicht eingetragen: Mein Speicher nahm es nicht an. Ich versuche es wieder.
door-busy-too-long = Das Schloss war länger als 30 s beschäftigt: Es wurde nichts geöffnet. Frag noch einmal, wenn es noch gilt.
door-in-lockdown = Solange alles gesperrt ist, öffnet nichts; das beendet die Eigentümerin oder der Eigentümer mit /lockdown off.
door-stopped-opening = ⚠️ Latchkey wurde beendet, während es die Tür für { $who } öffnete ({ $at }); { $found }.
door-stopped-locking = ⚠️ Latchkey wurde beendet, während es die Tür für { $who } abschloss ({ $at }); { $found }.
door-somebody = jemanden
door-found = beim nächsten Start war sie { $state }
door-found-jammed = beim nächsten Start war sie verklemmt: Sieh nach der Tür
door-found-unknown = was geschah, ist nicht bekannt: Sieh nach der Tür

## Ein Foto auf Wunsch

photo-which = Welche Kamera?
photo-no-camera = Es gibt noch keine Kamera: Das Ring-Konto zeigt keine Klingel.
photo-no-such = Eine Kamera „{ $typed }“ gibt es nicht. Welche?
photo-fresh = 📷 <b>{ $camera }</b>, { $when }
photo-old = 📷 <b>{ $camera }</b>, { $ago } aufgenommen; ein frisches Bild gab die Kamera nicht.
photo-of-nothing = <b>{ $camera }</b> gab kein frisches Bild, und von früher gibt es keines.
photo-under-way = Ein Bild davon ist unterwegs.

## Einstellungen

settings-chat =
    <b>Wovon du hörst</b>
    Tippen ändert es; es gilt nur für dich, in diesem Chat.
settings-group =
    <b>Wovon diese Gruppe hört</b>
    Der Besitzer ändert es durch Tippen.
settings-language = Ich spreche die Sprache, die dein Telegram spricht.
settings-guest = Welche Kameras es für dich gibt, entscheidet der Besitzer.
settings-quiet-hours = 🌙 Ruhezeiten
settings-snooze = 🔕 Ruhe
settings-known = Leute, die ich kenne
settings-strangers = Fremde
settings-dings = Klingeln
settings-nothing = Du hörst jetzt von nichts.
settings-all-again = Wie voreingestellt: Du hörst von allem.
settings-group-silent = Diese Gruppe hört von nichts. Der Besitzer kann das unten ändern.
settings-default = Zurück auf Voreinstellung
settings-house-button = 🏠 Das Haus
settings-button = ⚙️ Einstellungen
settings-back = Zurück
settings-house =
    <b>Das Haus</b>
    Das gilt für alle. Tippe an, was du ändern willst.

    🗂 Bilder von Besuchen bleiben { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }, höchstens { $mb } MB davon, die mit ★ länger; was war, bleibt in /events. Das änderst du auf dem Rechner: <code>RETENTION_DAYS</code>, <code>RETENTION_MB</code>.
settings-house-one =
    <b>{ $name }</b>
    { $about }

    Jetzt: { $value }
settings-is-default = Das ist voreingestellt.
settings-gone = Diese Einstellung gibt es nicht mehr. /settings zeigt, was es gibt.
settings-on = an
settings-off = aus
settings-digest-on = Wochenrückblick
settings-digest-on-about = Einmal in der Woche eine Nachricht: Diagramm, Zahlen, neue Fremde, ruhig oder lebhaft.
settings-digest-day = Tag des Rückblicks
settings-digest-day-about = An welchem Tag er kommt.
settings-digest-hour = Stunde des Rückblicks
settings-digest-hour-about = Zu welcher Stunde er kommt.
settings-dark-charts = Dunkle Diagramme
settings-coalesce = Ein Besuch binnen
settings-coalesce-about = Was so kurz nacheinander geschieht, ist ein Besuch und eine Nachricht.
settings-seconds = { $count } s
settings-minutes = { $count } min

## Einladungen

invite-whom =
    <b>Wen lädst du ein?</b>
    Ein Bewohner sieht den Verlauf, benennt Gesichter und darf die Tür öffnen. Ein Gast hört nur von den Kameras, die du wählst.
invite-resident = Bewohner
invite-guest = Gast
invite-made-resident =
    <b>Eine Einladung für einen Bewohner</b>, einmal gültig, bis { $until }:
    { $link }

    Oder dieser Code an mich: <code>{ $code }</code>
    Wer sie zuerst öffnet, kommt herein; ich sage dir, wer es war.
invite-made-guest =
    <b>Eine Einladung für einen Gast</b>, einmal gültig, bis { $until }:
    { $link }

    Oder dieser Code an mich: <code>{ $code }</code>
    Wähl unten, von welchen Kameras der Gast hört.
invite-asked-before = Diese Frage ist vorbei. Frag noch einmal mit /invite.
invite-withdraw = Zurückziehen
invite-withdrawn = Die Einladung ist zurückgezogen; sie lässt niemanden herein.
invite-over = Diese Einladung ist vorbei; an ihr ist nichts mehr zu ändern.
invite-joined-resident = <b>{ $name }</b> hat deine Einladung benutzt und ist jetzt Bewohner.
invite-joined-guest = <b>{ $name }</b> hat deine Einladung benutzt und ist jetzt Gast.
in-private = Bitte frag mich das in unserem eigenen Chat, wo sonst niemand mitliest.
already-in = Du gehörst schon zu diesem Haushalt; nichts wurde geändert.

## Der Haushalt

household-title = <b>Der Haushalt</b>
household-member = <b>{ $name }</b>, { $role }, { $seen }
role-owner = Besitzer
role-resident = Bewohner
role-guest = Gast
household-seen = zuletzt hier { $when }
household-never-seen = noch nicht hier
household-no-door = darf die Tür nicht öffnen
household-hears = hört von { $cameras }
household-hears-nothing = hört noch von keiner Kamera
household-alone = Noch bist du allein: /invite lässt jemanden herein.
household-invites = <b>Offene Einladungen</b>
household-invite = { $place }. { $role }, bis { $until }
household-withdraw = Einladung { $place } zurückziehen
household-groups = <b>Gruppen, die von Besuchen hören</b>
household-silence = { $group }: still
household-silenced = { $group } hört von nichts mehr.
household-all = Zum Haushalt
button-resident = Bewohner
button-guest = Gast
button-remove = Entfernen
button-withdraw-door = Schlüssel entziehen
button-give-door = Schlüssel geben
household-remove = <b>{ $name }</b> entfernen? Das heißt ab sofort: nichts mehr hören, nichts mehr dürfen.
household-removed = <b>{ $name }</b> ist entfernt.
household-gone = Diese Person gehört nicht mehr zum Haushalt.
household-owner-stays = Der Besitzer lässt sich hier nicht ändern. Zum Übergeben öffne einen Bewohner: Zum Besitzer machen.
household-done = Erledigt.

## Gruppen

group-ask =
    Hallo! Soll ich dieser Gruppe sagen, wer an die Tür kommt?
    Alle hier würden die Bilder sehen. Der Besitzer entscheidet.
group-yes = Ja, sag es uns hier
group-no = Nein
group-listening = Diese Gruppe hört ab jetzt, wer an die Tür kommt. /settings@{ $bot } wählt, wovon. Um Gesichter zu benennen, schick mir Fotos in unserem eigenen Chat: Hier sehe ich keine.
group-silent = Ich sage hier nichts. Der Besitzer kann mich trotzdem fragen und das mit /settings@{ $bot } ändern.
group-off = Hier keine Meldungen mehr

## Conversations

talk-cancel-nothing = Da ist nichts abzubrechen. /help zeigt, was du sagen kannst.
talk-left = Abgebrochen; es wurde nichts geändert.
talk-stopped = Ich habe aufgehört, auf eine Antwort zu warten; es wurde nichts geändert.
talk-over = Diese Frage ist vorbei; es wurde nichts geändert.
talk-others = Diese Frage ist für den, der damit angefangen hat; es wurde nichts geändert.
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
face-asked = Danach frage ich dich schon: Schreib den Namen, oder /cancel.
face-consent = Um ein Gesicht wiederzuerkennen, behalte ich dieses Bild und 128 daraus gemessene Zahlen, nur auf diesem Gerät. Frag bitte jeden, bevor du ihn benennst; /people vergisst jeden jederzeit.
face-preview = Dieses Gesicht als <b>{ $name }</b> speichern?
face-preview-album = Diese { $count } Fotos als <b>{ $name }</b> speichern?
face-preview-new = Bisher kenne ich niemanden mit diesem Namen. Hast du dich vertippt, schreib ihn noch einmal.
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
        [one] Erledigt: ein weiterer Besuch ist von { $name }.
       *[other] Erledigt: { $count } weitere Besuche sind von { $name }.
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

photo-too-large = Diese Datei ist größer als die 20 MB, die Telegram mir gibt. Schick sie als Foto statt als Datei: dann wird sie kleiner.
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
photo-no-picture =
    { $kind ->
        [document] Diese Datei ist kein Bild. Ein Gesicht lerne ich aus einem Foto: JPEG, PNG oder WebP.
        [sticker] Ein Sticker zeigt mir kein Gesicht. Ich lerne eines aus einem Foto: JPEG, PNG oder WebP.
        [voice] Sprachnachrichten kann ich nicht hören. Schreib mir bitte; /help zeigt, was du sagen kannst.
        [video] Aus Videos kann ich keine Gesichter nehmen. Ich lerne eines aus einem Foto: JPEG, PNG oder WebP.
       *[other] Damit kann ich nichts anfangen. Ein Gesicht lerne ich aus einem Foto: JPEG, PNG oder WebP.
    }

refused-no-face = ich finde kein Gesicht darauf
refused-several = es sind { $count } Gesichter darauf, und ich brauche eines allein
refused-flaw = das Gesicht { $flaw }
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
person-photo-sure = <b>Dieses Foto von { $name } löschen?</b> Das lässt sich nicht zurücknehmen.
person-photo-deleted = Gelöscht.
person-delete-opens = Dieses Foto zählt fürs Öffnen der Tür: Löschen darf es nur, wem sie gehört.
person-add-how = Schick mir ein Foto von <b>{ $name }</b>: allein, mit Blick in die Kamera, bei gutem Licht.
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
forget-stays = Die Bilder der Besuche selbst bleiben, ebenso Nachrichten in diesem Chat, die älter als zwei Tage sind: lösch sie hier. Meine Sicherungen der letzten { $days } Tage enthalten { $name }, bis neuere sie ersetzen; wer hier eine wiederherstellt, vergisst { $name } damit wieder. Kopien, die diesen Rechner verlassen haben, etwa mit /backup, enthalten { $name }, bis du sie löschst.
forget-done = { $name } ist vergessen.

open-private = Was ein Gesicht öffnen darf, wird nur in unserem privaten Chat gesagt.
open-sure = <b>Soll dieses Foto { $name } die Tür öffnen?</b>
open-beside = Es ist das eingerahmte; die anderen sind die Fotos von { $name }, die ich habe.
open-first = Es ist das einzige Foto von { $name }: Schau genau hin, ob es wirklich diese Person zeigt.
open-unlike = ⚠️ <b>Dieses Foto sieht den anderen nicht ähnlich</b>: Es liegt { NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) } vom nächsten entfernt, üblich ist bis { NUMBER($limit, minimumFractionDigits: 2, maximumFractionDigits: 2) }. Bist du sicher, dass es { $name } ist?
open-how = Wer damit erkannt wird, lebendig und allein, würde eingelassen. Es öffnet sich nur etwas, wenn du es für diese Person einschaltest: <b>Darf öffnen</b> unter /people.
open-done = Dieses Foto zählt jetzt fürs Öffnen der Tür für { $name }. Ob das Gesicht überhaupt öffnen darf, steht unter /people: <b>Darf öffnen</b>.
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
visit-late-ring = ⏳ spät gemeldet: geklingelt { $ago }
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
visit-over-who = Dieser Besuch ist vorbei, aber sein Bild nimmt noch einen Namen an: Antworte darauf mit dem Namen. Auch unter /events steht er.
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
event-trouble = ⚠️ Beim Ansehen ging etwas schief. ({ $error })
event-made-up = Für die Demo erfunden.
event-gone = Dieses Ereignis gibt es nicht mehr.
shown-already = Das steht schon gleich darunter.
event-no-picture = kein Bild

why-which = Welches Ereignis? Seine Nummer steht darunter, wenn du es in /events öffnest. Zum Beispiel: <code>/why 12</code>

button-all = Alle
button-only-strangers = Fremde
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
        [starred] Gemerkt
        [held] Zurückgehalten
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
        [starred]
            { $count ->
                [0] nichts gemerkt
                [one] 1 gemerktes Ereignis
               *[other] { $count } gemerkte Ereignisse
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
history-last =
    <b>{ $title }</b>: zuletzt <b>{ $when }</b> ({ $camera }){ $some ->
        [0] .
       *[other] : { $seen }.
    }
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
why-made-up = Das war für die Vorführung erfunden: Es gibt keinen Clip davon, und niemand hat davon gehört.
why-no-detector-here = Menschen finde ich nur an ihren Gesichtern: Der Personen-Detektor ist nicht zu gebrauchen.
why-failed = Der Clip ließ sich nicht ansehen. ({ $error })
why-waiting = Den Clip sehe ich mir noch an.
why-waiting-because = Den Clip sehe ich mir noch an; bisher ging es nicht. ({ $error })
why-named = { $name }: das Gesicht liegt { $distance } neben bekannten Fotos; bis { $limit } gibt es den Namen.
why-named-by-you = { $name }: im Chat benannt.
why-no-face = Es war kein Gesicht zu sehen.
why-nobody-enrolled = Ich kenne noch kein Gesicht, also gibt es keinen Namen.
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
why-no-detector = ohne Personen-Detektor kann niemand sagen, wer noch da ist
why-damage-hides = was der beschädigte Clip nicht zeigt, kann jemanden verbergen
why-not-switched-on = das Gesicht von { $name } ist zum Öffnen nicht eingeschaltet
why-may-open = das Gesicht von { $name } darf öffnen
why-pass = { $name } ist bis { $until } eingeladen
why-photos-only-name = nach den Fotos, die öffnen dürfen, ist es nicht sicher { $name }
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
why-here-given-up = Hier nicht gesagt, Telegram nahm es nicht an. ({ $error })
why-here-failed =
    { $count ->
        [one] Hier noch nicht gesagt, ein Versuch ging schief; es folgt noch einer. ({ $error })
       *[other] Hier noch nicht gesagt, { $count } Versuche gingen schief; es folgt noch einer. ({ $error })
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

quiet-everything = Alles
quiet-until = bis { $time }
quiet-until-ended = bis auf Weiteres
quiet-for-everybody = { $until } für alle

snooze-none = 🔔 <b>In diesem Chat ist nichts stumm.</b> Ich melde Besuche, sobald jemand kommt.
snooze-open = 🔕 <b>In diesem Chat stumm</b>
snooze-line = • <b>{ $what }</b> { $until }
snooze-quiet-now = 🌙 Ruhezeit { $until }: /quiet
snooze-how = Ein Knopf macht alles stumm; oder schreib, was und wie lange:
snooze-example-camera = <code>/snooze { $name } 2h</code>
snooze-example-time = <code>/snooze bis 7 Uhr</code>
snooze-example-person = <code>/snooze { $name }</code>
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
        [0] Schreib zum Beispiel: <code>/snooze 8h</code>
       *[other] Ich kenne { $names }. Schreib zum Beispiel: <code>/snooze { $example }</code>
    }
snooze-no-time = „{ $text }“ verstehe ich nicht als Zeit. Schreib zum Beispiel: <code>/snooze 8h</code>, <code>/snooze bis 7 Uhr</code> oder <code>/snooze 3 Tage</code>
snooze-past = „{ $text }“ ist schon vorbei. Schreib, wie lange ab jetzt, zum Beispiel: <code>/snooze 3h</code>
snooze-too-far = „{ $text }“ ist zu lang: höchstens ein Jahr. Was du auf Dauer hören willst, steht in /settings; für eine Weile schreib zum Beispiel: <code>/snooze 30 Tage</code>
snooze-strangers = Fremde und unbekannte Gesichter haben keinen Namen. Um alles stumm zu stellen, schreib zum Beispiel: <code>/snooze 8h</code>. Von welchen Besuchen du hörst, steht in /settings.
snooze-unchanged = Nichts wurde stumm gestellt.
snooze-is-over = Das ist schon vorbei.
snooze-ended-now = Beendet.
snooze-not-yours = Das gilt für alle: Beenden darf es nur, wem die Tür gehört.
button-snooze-1h = 1 Std.
button-snooze-8h = 8 Std.
button-snooze-morning = bis 07:00
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
    <code>/quiet werktags 22:00-6:30</code>
    <code>/quiet sa so 23:00-9:00</code>
    <code>/quiet sonntag aus</code>
quiet-hours-unread = „{ $text }“ verstehe ich nicht als Ruhezeit. Schreib zum Beispiel: <code>/quiet werktags 22:00-6:30</code>, <code>/quiet 23-7</code> oder <code>/quiet aus</code>
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
rhythm-chart-nothing =
    { $fresh ->
        [1] Noch keine Besuche
       *[0] Keine Besuche
    }
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
rhythm-within-ever =
    { $fresh ->
        [1] an dieser Tür
       *[0] seit dem ersten Tag
    }

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
       *[other] { $count } Besuche, am meisten
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
    } um { $hour } Uhr
rhythm-none =
    { $fresh ->
        [1] Noch keine Besuche
       *[0] Keine Besuche
    } { $span }.
rhythm-visits =
    { $count ->
        [one] 1 Besuch
       *[other] { $count } Besuche
    }

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
    Am meisten los: { $weekday ->
        [0] montags
        [1] dienstags
        [2] mittwochs
        [3] donnerstags
        [4] freitags
        [5] samstags
       *[6] sonntags
    } um { $hour } Uhr ({ $count })
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
rhythm-examples = Versuch es mit <code>/heatmap 90 Tage</code>, <code>/heatmap Wochenende</code> oder <code>/heatmap Hunde 2 Wochen</code>.
rhythm-stats-examples = Versuch es mit <code>/stats</code>, <code>/stats 90 Tage</code> oder <code>/stats alles</code>.
rhythm-only-spans = /stats zählt alle zusammen. Nur einen Teil davon zeigt <code>/heatmap { $text }</code>.

rhythm-button-span = { $days } Tage
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

## Ein Gesicht öffnet die Tür

button-face-may-open = Darf öffnen
button-face-on = Einschalten
button-face-off = Ausschalten
button-face-night = Auch nachts
button-face-real = Probe beenden
command-away = niemand ist zu Hause: kein Gesicht öffnet die Tür
people-on-trial = 🔓 auf Probe: das Gesicht darf hinein, wenn die Probe vorbei ist
door-face-busy = das Schloss bewegte sich gerade, oder es war eben geöffnet worden
door-face-timeless = Ring sagt nicht, wie spät es ist
door-face-late = { $seconds } s zu spät
door-face-refused = Dieses Gesicht öffnet jetzt nichts.
door-opened-to = 🔓 geöffnet für das Gesicht von { $name }, { $clock }
facedoor-off = <b>Darf das Gesicht von { $name } die Tür öffnen?</b> Im Moment nicht.
facedoor-what = Es öffnet an { $cameras } einem lebendigen Menschen, der allein, sicher erkannt und noch da ist. Alle Bewohner erfahren es sofort; jeder Zweifel wird stattdessen zu einer Frage.
facedoor-no-camera = Setze erst UNLOCK_CAMERAS in .env: An keiner Kamera darf ein Gesicht die Tür öffnen.
facedoor-trial-first = <b>Einschalten</b> beginnt mit einer Woche Probe: Ich sage nur, was ich getan hätte, und nichts öffnet sich. Du kannst die Probe früher beenden und jederzeit ausschalten.
facedoor-few = Es braucht { $least } Fotos, die fürs Öffnen zählen; von { $name } { $photos ->
    [0] gibt es noch keines
    [one] gibt es erst eines
   *[other] gibt es erst { $photos }
  }. Tippe unter <b>Fotos</b> bei den guten auf <b>Darf öffnen…</b>.
facedoor-not-from-door = Eines der Fotos, die fürs Öffnen zählen, muss von der Tür selbst sein ({ $cameras }): Benenne { $name } unter einer Meldung von dort, dann tippe bei diesem Foto auf <b>Darf öffnen…</b>.
facedoor-trial = 🔓 <b>Das Gesicht von { $name } ist auf Probe bis { $until }.</b> Ich sage, was ich geöffnet hätte; noch öffnet sich nichts.
facedoor-on = 🔓 <b>Das Gesicht von { $name } öffnet die Tür.</b>
facedoor-fell = 🔒 Das Gesicht von { $name } öffnet nichts mehr: Von den Fotos, die fürs Öffnen zählen, sind zu wenige übrig. /people
facedoor-hours = Wann: { $hours }.
facedoor-all-day = ganztags
facedoor-night = Nicht nachts, { $begins } bis { $ends }.
facedoor-night-too = Auch nachts, { $begins } bis { $ends }.
facedoor-real-sure = <b>Die Probe jetzt beenden?</b> Von da an öffnet sich die Tür wirklich für das Gesicht von { $name }. Sieh dir vorher /stats und die Meldungen an: Dort steht, was geöffnet worden wäre.
away-on = 🏝 Weg bis { $until }, sagt { $name }: Kein Gesicht öffnet die Tür.
away-on-open = 🏝 Weg, sagt { $name }: Kein Gesicht öffnet die Tür.
away-how-off = <code>/away off</code>, wenn wieder jemand da ist.
away-no-time = „{ $text }“ ist keine Zeit, die ich verstehe. Zum Beispiel: <code>/away bis sonntag 18:00</code>
away-nobody = Es war niemand weg.
away-over = 🏠 Wieder zu Hause: Gesichter dürfen die Tür wieder öffnen.
away-told = 🏝 { $name } sagt, dass bis { $until } niemand zu Hause ist: Kein Gesicht öffnet die Tür. <code>/away off</code> beendet es.
away-told-open = 🏝 { $name } sagt, dass niemand zu Hause ist: Kein Gesicht öffnet die Tür. <code>/away off</code> beendet es.
away-over-told = 🏠 { $name } ist wieder zu Hause: Gesichter dürfen die Tür wieder öffnen.
opening-now = 🔓 <b>Ich öffne { $name } die Tür…</b>
opening-done = 🔓 <b>{ $name } die Tür geöffnet</b> um { $at }.
opening-trouble = ⚠️ <b>Das Gesicht von { $name } wollte herein:</b> { $detail }
opening-where = { $camera }, { $when }
opening-because = Erkannt mit { $distance } (höchstens { $limit }), lebendig und allein, gesehen vor { $seconds } s.
opening-ask = ❔ <b>{ $name }? { $confidence }: öffnen?</b>
opening-ask-plain = ❔ <b>{ $name }: öffnen?</b>
opening-ask-somebody = ❔ <b>Öffnen?</b> Niemand weiß mehr sicher, wer es ist.
opening-doubt = Nicht sicher: { $reasons }.
opening-would = 🔓 Probe: Ich hätte { $name } geöffnet.
opening-late = ⏱ { $seconds } s zu spät, um { $name } zu öffnen.
opening-tally = 🔓 Mit dem Gesicht: { $parts }
opening-tally-part = { $what ->
    [opened] { $count } × geöffnet
    [would] { $count } × hätte geöffnet
    [late] { $count } × zu spät
   *[asked] { $count } × gefragt
  }
settings-night-begins = Nacht beginnt
settings-night-ends = Nacht endet
settings-night-about = Nachts öffnet kein Gesicht die Tür, außer du erlaubst es jemandem unter /people.
settings-face-openings = Öffnungen mit dem Gesicht am Tag
settings-face-openings-about = Öfter als so oft öffnet von Mitternacht bis Mitternacht kein Gesicht die Tür.
why-few-photos = zu wenige Fotos von { $name } zählen fürs Öffnen, oder keines ist von der Tür
why-no-lock = es ist kein Schloss eingerichtet
why-night = nachts öffnet kein Gesicht
why-lockdown = alles ist gesperrt
why-away = alle sind weg
why-no-time = Ring sagt nicht, wie spät es ist
why-often = ein Gesicht hat heute { $count } × geöffnet, und { $limit } × sind erlaubt
why-withdrawn = dieses Recht wurde inzwischen entzogen
why-quiet-now = inzwischen sind alle weg, oder es ist für alle stumm
why-opened-meanwhile = inzwischen hat jemand die Tür geöffnet
why-often-now = ein Gesicht hat heute so oft geöffnet, wie es darf
why-pass-over = der Pass gilt nicht mehr
why-pass-number = Pass { $number }
why-pass-face = für ein Gesicht
why-pass-guest = für einen Gast
why-pass-bell = für den, der klingelt
why-pass-window = { $from } bis { $until } UTC
why-pass-once = einmal
why-pass-by-hand = von Hand
why-pass-maker = wer ihn gegeben hat, darf nicht mehr öffnen
why-pass-no-guest = für wen er war, ist kein Gast mehr
why-pass-other-face = das Gesicht, für das er war, ist nicht mehr dasselbe
why-once-a-visit = bei diesem Besuch hat schon ein Gesicht geöffnet

## Die Aufzeichnung: /audit

command-audit = was die Tür geöffnet hat, und wer es durfte
audit-title = <b>📒 Die Aufzeichnung</b>
audit-nothing = Noch ist nichts aufgezeichnet.
audit-whole =
    { $count ->
        [one] ✅ Ihr einziger Eintrag ist, wie er geschrieben wurde.
       *[other] ✅ Alle { $count } Einträge sind, wie sie geschrieben wurden.
    }
audit-head = Sie endet mit <code>{ $head }</code>.
audit-page-fits = ✅ Die Einträge auf dieser Seite sind, wie sie geschrieben wurden.
audit-page-unsure = ⚠️ Nicht von jedem Eintrag auf dieser Seite lässt sich zeigen, dass er ist, wie er geschrieben wurde; /audit prüft alle.
audit-no-key = ⚠️ Die Aufzeichnung lässt sich nicht prüfen: Ihr Schlüssel ist weg. Leg ihn dorthin zurück, wo AUDIT_KEY_FILE ihn erwartet.
audit-fault-broken = ⚠️ <b>Die Aufzeichnung ist vor Eintrag { $entry } unterbrochen</b>: Dort wurde etwas herausgenommen oder eingefügt.
audit-fault-cut = ⚠️ <b>Die Aufzeichnung ist abgeschnitten</b>: Sie hatte { $entries } Einträge, der letzte ist { $entry }.
audit-fault-key-lost = ⚠️ Die Einträge 1 bis { $entry } lassen sich nicht prüfen: Ihr Schlüssel ging verloren.
audit-fault-changed = ⚠️ <b>Eintrag { $entry } ist nicht, was geschrieben wurde.</b>
audit-fault-other-key = ⚠️ <b>Keiner von { $entries } Einträgen passt zum Schlüssel</b>: Er ist ein anderer als der, mit dem sie geschrieben wurden, oder alle wurden verändert.
audit-fault-unsealed = ⚠️ <b>Die Einträge 1 bis { $entry } sind nicht, was versiegelt wurde</b>, als sie wiederhergestellt wurden: Dort wurde seitdem etwas verändert, herausgenommen oder eingefügt.
audit-whole-since = ✅ Die Einträge { $first } bis { $last } sind, wie sie geschrieben wurden.
audit-sealed = 🔏 Die Einträge 1 bis { $entry } wurden ohne ihren Schlüssel wiederhergestellt: Ob sie sind, wie sie geschrieben wurden, weiß hier niemand. Sie sind versiegelt: Eine Änderung seitdem fiele auf.
audit-head-found = ✅ <code>{ $head }</code> steht in der Aufzeichnung, bei diesem Eintrag:
audit-head-missing = ⚠️ <b><code>{ $head }</code> steht nicht in der Aufzeichnung.</b> Wenn eine Nachricht das gezeigt hat, wurde sie seitdem abgeschnitten oder durch eine ältere Kopie ersetzt: Was bis dahin geschah, fehlt hier.
audit-how = Gib an, was eine Nachricht als Aufzeichnung gezeigt hat, acht Ziffern und Buchstaben von a bis f: <code>/audit 1a2b3c4d</code>. Oder die Nummer eines Eintrags: <code>/audit 12</code>. Ohne alles zeigt /audit das Neueste.
audit-no-entry = Es gibt keinen Eintrag { $number } in der Aufzeichnung.
audit-entry = <b>{ $number }</b> · { $when }: { $said }
audit-entry-changed = ⚠️ <b>Nicht, was geschrieben wurde.</b>
audit-why = <i>{ $reasons }</i>
audit-nobody = Latchkey
audit-forgotten = eine vergessene Person
audit-asked =
    { $who } wollte die Tür { $wanted ->
        [unlock] aufschließen
       *[lock] abschließen
    }{ $how ->
        [button] , mit einem Knopf
        [command] , mit einem Befehl
        [pass] , mit einem Pass
       *[other] {""}
    }.
audit-asked-by-itself =
    Die Tür sollte { $wanted ->
        [unlock] aufgeschlossen werden
       *[lock] abgeschlossen werden
    }{ $how ->
        [face] , durch ein Gesicht
        [pass] , durch einen Pass
        [duty] , zu ihrer Zeit
       *[other] {""}
    }.
audit-for = Für: { $who }.
audit-face = Abstand des Gesichts { $distance }, Sicherheit { $confidence }.
audit-state =
    { $state ->
        [locked] abgeschlossen
        [unlocked] aufgeschlossen
        [jammed] verklemmt
       *[unknown] nicht bekannt
    }
audit-states = Vorher: { $before }; nachher: { $after }.
audit-before = Vorher: { $state }.
audit-after = Danach: { $state }.
audit-outcome =
    { $wanted ->
        [unlock] { $outcome ->
            [done] Die Tür wurde aufgeschlossen.
            [not-done] Die Tür ließ sich nicht aufschließen.
            [not-sent] An die Tür wurde nichts geschickt.
           *[not-known] Was die Tür tat, ist nicht bekannt.
        }
       *[lock] { $outcome ->
            [done] Die Tür wurde abgeschlossen.
            [not-done] Die Tür ließ sich nicht abschließen.
            [not-sent] An die Tür wurde nichts geschickt.
           *[not-known] Was die Tür tat, ist nicht bekannt.
        }
    }
audit-face-decision = Das Gesicht von { $who } wollte durch die Tür; { $outcome }.
audit-refused =
    { $who } wollte die Tür { $wanted ->
        [unlock] aufschließen
       *[lock] abschließen
    }; abgelehnt: { $reason ->
        [lockdown] Sperre
        [right] ohne das Recht dazu
        [pass] ohne gültigen Pass
        [proof] ohne PIN oder Code
        [late] das Schloss war zu lange beschäftigt
        [face] das Recht wurde inzwischen entzogen
        [quiet] alle waren weg oder wollten Ruhe
        [cooldown] kurz davor hatte schon jemand geöffnet
        [often] so oft, wie ein Gesicht an einem Tag darf
        [visit] bei diesem Besuch hatte schon ein Gesicht geöffnet
       *[other] { $reason }
    }.
audit-role-given =
    { $by } hat { $who } { $role ->
        [owner] die Tür übergeben
        [resident] zum Bewohner gemacht
       *[guest] zum Gast gemacht
    }.
audit-role-taken =
    { $who } ist jetzt { $role ->
        [owner] Besitzer
        [resident] Bewohner
       *[guest] Gast
    }, { $how ->
        [invite] durch eine Einladung
        [code] durch den Kopplungscode
        [setting] wie OWNER_ID es sagt
       *[machine] durch einen Befehl auf dem Rechner
    }.
audit-removed = { $by } hat { $who } aus dem Haushalt entfernt.
audit-door-given = { $by } hat { $who } das Recht gegeben, zu öffnen und abzuschließen.
audit-door-withdrawn = { $by } hat { $who } das Recht genommen, zu öffnen und abzuschließen.
audit-invite =
    { $by } hat eine Einladung gemacht, für einen { $role ->
        [resident] Bewohner
       *[guest] Gast
    }.
audit-invite-withdrawn =
    { $by } hat eine Einladung zurückgezogen, für einen { $role ->
        [resident] Bewohner
       *[guest] Gast
    }.
audit-photo-opens = { $by } lässt ein Foto von { $who } die Tür öffnen; solche Fotos jetzt: { $count }.
audit-photo-stops = { $by } lässt ein Foto von { $who } die Tür nicht mehr öffnen; solche Fotos noch: { $count }.
audit-face-opens = { $by } hat erlaubt, dass ein Gesicht die Tür öffnet: { $who }.
audit-face-stops = { $by } hat beendet, dass ein Gesicht die Tür öffnet: { $who }.
audit-renamed = { $by } hat jemanden umbenannt: { $who }. Nichts davon öffnet seitdem.
audit-merged = { $by } hat zwei Personen zusammengelegt: { $who }. Nichts davon öffnet seitdem.
audit-forgot = { $by } ließ jemanden vergessen.
audit-pass =
    { $outcome ->
        [used] Ein Pass wurde benutzt, bestätigt von { $by }.
        [returned] Ein Pass wurde nicht verbraucht: An die Tür wurde nichts geschickt.
        [revoked] Ein Pass endete vorzeitig: { $by } hat ihn zurückgezogen.
        [expired] Ein Pass ist abgelaufen.
       *[made] { $by } hat einen Pass gegeben.
    }
audit-lockdown = { $by } hat eine Sperre begonnen: Nichts öffnet.
audit-lockdown-off = { $by } hat die Sperre beendet.
audit-code-set = { $by } hat eine PIN oder Einmalcodes fürs Öffnen gesetzt.
audit-code-removed = { $by } hat eine PIN oder Einmalcodes fürs Öffnen entfernt.
audit-code-refused = Zu viele falsche Codes von { $who }: Eine Stunde lang gilt keiner.
audit-setting = { $by } hat eine Einstellung zum Öffnen geändert: { $what }.
audit-restored = Von hier an ist dies eine wiederhergestellte Kopie, vom { $when }: Was danach eingetragen wurde, fehlt.
audit-new-key = Von hier an hat die Aufzeichnung einen anderen Schlüssel.
audit-new-key-sealed = Von hier an hat die Aufzeichnung einen anderen Schlüssel: Die wiederhergestellte Kopie kam ohne ihren. Was davor steht, ist versiegelt; es endete mit <code>{ $head }</code>.
audit-other = { $by }: { $what }.

command-diag = eine Datei für jemanden, der dir hilft, ohne Geheimes
diag-caption = Wie es mir geht, für jemanden, der dir helfen soll: Versionen, Einstellungen, Größen und was zuletzt schiefging. Nichts Geheimes steht darin und kein Name; lies sie, bevor du sie weitergibst.

## Einlass: wer erwartet wird

button-revoke = Zurückziehen
button-revoke-one = Zurückziehen: { $name }
button-let-in-one = Einlassen: { $name }
button-whoever = Wer auch klingelt
button-by-face = { $name } (Gesicht)
button-by-guest = { $name } (Gast)
button-pass-1h = 1 Std.
button-pass-4h = 4 Std.
button-pass-day = Bis Mitternacht
button-pass-once = Einmal
command-expect = jemanden einlassen, der kommen soll: Einlass auf Zeit
command-passes = wer erwartet wird, und Zurückziehen

pass-how =
    🎟 <b>Wen erwartest du?</b>
    Wähl aus, oder schreib wen und wann:
    <code>/expect { $name } heute 14-16</code>
    <code>/expect Paket morgen 9-12 einmal</code>

    Ein Gesicht öffnet von selbst, wo es dafür eingeschaltet ist, ein Gast des Haushalts darf /unlock und /lock benutzen, und wenn sonst jemand klingelt, frage ich alle, die öffnen dürfen. Es endet von selbst; /passes zeigt es.
pass-nobody-yet = Grace
pass-somebody = jemand
pass-ask-who = 🎟 <b>Wen erwartest du?</b> { $window }
pass-ask-when =
    🎟 <b>Wann erwartest du { $name }?</b> Ab jetzt, oder ausgeschrieben:
    <code>/expect { $name } morgen 9-12</code>
pass-which = 🎟 <b>Wer ist „{ $name }“?</b> Nur eins davon wird damit eingelassen.
pass-nearly = 🎟 Ich kenne niemanden, der „{ $name }“ heißt. <b>Wer ist gemeint?</b>
pass-window = { $from }–{ $until }
pass-window-days = { $from } – { $until }
pass-until = bis { $until }
pass-made =
    { $kind ->
        [face] 🎟 <b>{ $name }</b> wird erwartet: { $window }.
        [guest] 🎟 <b>{ $name }</b> wird erwartet: { $window }. Dann sind /unlock und /lock erlaubt.
       *[bell] 🎟 <b>{ $name }</b> wird erwartet: { $window }. Klingelt es dann, frage ich alle, die öffnen dürfen.
    }
pass-by-face =
    { $way ->
        [opens] Dieses Gesicht öffnet dann die Tür, wenn es sicher das richtige ist und auch sonst alles dafür spricht; sonst frage ich alle, die öffnen dürfen.
        [night] Dieses Gesicht öffnet dann die Tür, aber nicht nachts ({ $night }); sonst frage ich alle, die öffnen dürfen.
        [off] Dieses Gesicht öffnet die Tür nicht: Ist es da, frage ich alle, die öffnen dürfen. Wer hier Eigentümer ist, schaltet es ein: /people, <b>Darf öffnen</b>.
        [few] Zu wenige Fotos zählen für das Öffnen, also öffnet das Gesicht nichts: Klingelt es, frage ich alle, die öffnen dürfen.
       *[door] An keiner Kamera darf ein Gesicht öffnen (UNLOCK_CAMERAS): Klingelt es, frage ich alle, die öffnen dürfen.
    }
pass-made-once = Es gilt einmal: das erste Mal beendet es.
pass-not-made = Es bleibt, wie es war.
pass-asked-before = Das ist schon beantwortet, oder es ist zu spät. Schreib noch einmal /expect.
pass-list = 🎟 <b>Erwartet</b>
pass-none = 🎟 Niemand wird erwartet. Schreib zum Beispiel: /expect Paket morgen 9-12 einmal
pass-lately = <b>Seit gestern vorbei</b>
pass-line =
    • <b>{ $name }</b> { $kind ->
        [face] (Gesicht)
        [guest] (Gast)
       *[bell] (wer klingelt)
    } { $window }{ $once ->
        [0] {""}
       *[1] , einmal
    }; von { $maker }
pass-line-used = { $line }; { $who }, { $when }
pass-line-over =
    { $line }; { $state ->
        [used] aufgebraucht
        [revoked] zurückgezogen
        [void] ungültig: { $maker } darf nicht mehr öffnen
       *[over] vorbei
    }
pass-use-by = benutzt von { $name }
pass-use-face = mit dem Gesicht benutzt
pass-revoked = 🎟 Der Einlass für <b>{ $name }</b> ist zurückgezogen; er lässt niemanden mehr herein.
pass-revoked-by = 🎟 { $who } hat den Einlass für <b>{ $name }</b> zurückgezogen.
pass-told-guest = 🎟 { $maker } erwartet dich: { $window }. In dieser Zeit darfst du /unlock und /lock benutzen.
pass-told-guest-once = 🎟 { $maker } erwartet dich: { $window }. In dieser Zeit darfst du /unlock einmal benutzen, und /lock.
pass-told-guest-revoked = 🎟 Dein Einlass von { $maker } wurde zurückgezogen: /unlock und /lock gehen nicht mehr.

pass-bell = 🔔 Es hat geklingelt; du erwartest { $names }.
pass-expected = <b>{ $name }</b> ({ $until })
pass-bell-where = { $camera } · { $when }
pass-question = Für { $names }: du erwartest sie.
pass-needed = Ein Gast öffnet und schließt nur, wenn er erwartet wird, und gerade ist das nicht so. Bitte jemanden aus dem Haus, /expect mit deinem Namen zu schreiben.
pass-none-valid = Gerade gibt es keinen Einlass, mit dem das öffnen darf.
pass-not =
    { $state ->
        [coming] Dieser Einlass gilt noch nicht: { $window }. Es wurde nicht geöffnet.
        [over] Dieser Einlass ist vorbei; es wurde nicht geöffnet.
        [revoked] Dieser Einlass wurde zurückgezogen; es wurde nicht geöffnet.
        [void] { $maker } hat diesen Einlass gegeben und darf nicht mehr öffnen; es wurde nicht geöffnet.
       *[used] Dieser Einlass galt einmal und ist benutzt ({ $who }, { $clock }). Es wurde nicht noch einmal geöffnet.
    }
pass-first = { $who } war schneller ({ $clock }); es wurde nichts mehr geschickt. Wartet noch jemand, drück Einlassen beim nächsten Klingeln, oder schreib /unlock.
pass-gone = Diesen Einlass gibt es nicht mehr.
pass-face = ein Gesicht

pass-no-time = „{ $text }“ kann ich nicht als Zeit lesen. Schreib von wann bis wann, zum Beispiel: <code>/expect Paket morgen 9-12 einmal</code>, <code>/expect Grace heute 14-16</code>, <code>/expect Grace 8h</code>
pass-wrong =
    { $why ->
        [past] „{ $text }“ ist schon vorbei. Schreib eine Zeit, die noch kommt, zum Beispiel: <code>/expect Grace morgen 9-12</code>
        [too-long] „{ $text }“ ist zu lang: { $days } Tage sind das Höchste. Für länger kann, wem die Tür gehört, einladen: /invite
        [too-far] „{ $text }“ ist zu weit weg: { $days } Tage sind das Höchste. Schreib es noch einmal, wenn es näher ist.
        [no-end] „{ $text }“ ist eine einzelne Uhrzeit: von wann bis wann? Zum Beispiel: <code>/expect Grace heute 14-16</code> oder <code>/expect Grace bis 18 Uhr</code>
       *[no-time] „{ $text }“ endet, wenn es anfängt, oder davor. Zum Beispiel: <code>/expect Grace heute 14-16</code>
    }
pass-again = Ein Einlass gilt für eine Zeit und kommt nicht von selbst wieder. Schreib jeweils den nächsten, zum Beispiel: <code>/expect Putzhilfe Montag 9-12</code>
pass-unmade =
    { $why ->
        [right] Nur wer selbst öffnen darf, darf andere einlassen.
        [gone] Sie gehören nicht mehr zu diesem Haus; es bleibt, wie es war.
        [over] Diese Zeit ist inzwischen vorbei; es bleibt, wie es war.
       *[many] Es gibt schon { $most } solche, mehr gehen nicht. Zieh erst einen zurück: /passes
    }

## Wer anklopft, und was die Tür sicher macht

second-hand = Das ist nicht dein eigenes Wort: Es wurde weitergeleitet oder kommt von einem anderen Bot. Schreib es selbst.
knocks =
    { $count ->
        [one] 🔔 1 Fremder hat
       *[other] 🔔 { $count } Fremde haben
    } mir geschrieben, seit ich es dir zuletzt gesagt habe. Eine Antwort gab es nicht. Wenn du sie kennst: /invite lässt jemanden herein.
knocks-many = 🔔 Mindestens { $count } Fremde haben mir geschrieben, seit ich es dir zuletzt gesagt habe. Eine Antwort gab es nicht. Wenn du jemanden davon kennst: /invite lässt jemanden herein.

words-lockdown = aus
command-lockdown = nichts öffnet mehr, bis /lockdown off
command-pin = deine PIN oder Einmalcodes zum Öffnen

lockdown-begun = ⛔ <b>Sperre</b>, von { $name }: Ab jetzt öffnet nichts die Tür, kein Knopf, kein Pass, kein Gesicht. /lock schließt weiterhin ab. Wem die Tür gehört, beendet das mit <code>/lockdown off</code>.
lockdown-standing = ⛔ Sperre seit { $since }: Nichts öffnet die Tür.
lockdown-standing-by = ⛔ Sperre seit { $since }, von { $name }: Nichts öffnet die Tür.
lockdown-void = ⛔ Sperre: Diese Frage gilt nicht mehr; die Tür wurde nicht geöffnet.
lockdown-how = <code>/lockdown</code>: Nichts öffnet mehr. <code>/lockdown off</code>: Es darf wieder.
lockdown-not-begun = Es gibt schon eine Sperre, oder die Tür gehört dir nicht mehr.
lockdown-is-off = Es gibt keine Sperre.
lockdown-off-sure = ⛔ <b>Die Sperre beenden?</b> Dann lässt sich die Tür wieder öffnen. Antworte bis { $until }.
lockdown-over = ✅ Die Sperre ist vorbei: Die Tür lässt sich wieder öffnen.
lockdown-ended = ✅ { $name } hat die Sperre beendet: Die Tür lässt sich wieder öffnen.

asking-over = Diese Frage ist vorbei. Geändert wurde nichts.
asking-too-late = Niemand hat rechtzeitig bestätigt; geändert wurde nichts.
asking-cancelled = Abgebrochen; geändert wurde nichts.

door-not-proved = Nicht ohne deine PIN oder deinen Code: Frag noch einmal mit /unlock.

proof-set-first = Dafür brauchst du eine PIN oder Einmalcodes: Richte sie mit /pin ein, in unserem eigenen Chat.
proof-pin =
    🔐 <b>Deine PIN</b>{ $what ->
        [unlock] {""}, um die Tür zu öffnen
        [lockdown_off] {""}, um die Sperre zu beenden
        [hand_over] {""}, um das Haus zu übergeben
        [widening] {""}, um zu ändern, wer öffnen darf
       *[proof] {""}, die bisherige
    }? Antworte bis { $until }. Drück die Tasten; schreib sie nie.
proof-code =
    🔐 <b>Der Code, den deine App zeigt</b>{ $what ->
        [unlock] {""}, um die Tür zu öffnen
        [lockdown_off] {""}, um die Sperre zu beenden
        [hand_over] {""}, um das Haus zu übergeben
        [widening] {""}, um zu ändern, wer öffnen darf
       *[proof] {""} jetzt
    }? Antworte bis { $until }. Drück die Tasten{ $chat ->
        [private] {""}, oder schick ihn hierher: Ich lösche ihn.
       *[group] .
    }
proof-new = 🔐 <b>Eine neue PIN:</b> 4 bis 8 Ziffern. Antworte bis { $until }.
proof-again = 🔐 <b>Dieselbe PIN noch einmal.</b> Antworte bis { $until }.
proof-wrong =
    Falsch. { $left ->
        [one] 1 Versuch bleibt
       *[other] { $left } Versuche bleiben
    }.
proof-used =
    Dieser Code wurde schon benutzt: Warte auf den nächsten. { $left ->
        [one] 1 Versuch bleibt
       *[other] { $left } Versuche bleiben
    }.
proof-refused-until = Zu oft falsch: Bis { $until } nehme ich weder PIN noch Code an.
proof-over = Diese Tasten gelten nicht mehr, oder nicht für dich.
proof-right = ✅ Der Code stimmt. Antworte bis { $until }:
proof-for-nothing = Ich habe deinen Code gelöscht: Hier ist gerade nichts gefragt. Sag zuerst, was du willst.
proof-typed = Ich habe gelöscht, was du geschickt hast: Eine PIN schreibt man nie, man drückt sie auf den Tasten.
proof-typed-stays = Eine PIN schreibt man nie, und hier darf ich deine Nachricht nicht löschen: Lösch sie selbst, und wenn es deine PIN war, ändere sie mit /pin in unserem eigenen Chat.
proof-codes-in-private = Codes gelten nur in unserem eigenen Chat, jeder als eigene Nachricht; oder drück die Tasten.
proof-guessing = ⛔ <b>{ $name }</b> hat fünfmal eine falsche PIN oder einen falschen Code eingegeben: Bis { $until } nehme ich von dort nichts an. War es jemand anders, dann hat jemand das Telefon: /lockdown verhindert jedes Öffnen.

pin-none = Du hast weder PIN noch Einmalcodes.
pin-has = 🔐 Du hast eine PIN.
pin-has-codes = 🔐 Du hast Einmalcodes, aus einer App auf deinem Telefon.
pin-needed = <b>Zum Öffnen brauchst du eins davon.</b>
pin-about = Nach einer PIN oder einem Code wird nach <b>Bestätigen</b> gefragt, bevor die Tür öffnet, und bevor du andere öffnen lässt.
pin-forgotten = Vergessen? In /household setzt sie zurück, wem die Tür gehört.
pin-forgotten-owner = Vergessen? Deine eigene setzt du auf dem Gerät zurück, <code>latchkey owner --reset-pin</code>, alle anderen in /household.
pin-set = PIN festlegen
pin-change = PIN ändern
pin-codes = Einmalcodes benutzen
pin-codes-change = Neue Einmalcodes
pin-remove = Ohne
pin-removed = Du hast weder PIN noch Einmalcodes mehr.
pin-is-set = 🔐 Deine PIN gilt.
pin-too-short = Eine PIN hat 4 bis 8 Ziffern.
pin-too-simple = Diese wird zuerst probiert: Nimm eine andere.
pin-not-the-same = Das war eine andere. Noch einmal von vorn.
pin-scan-how = 🔐 Scan das Bild mit einer App für Einmalcodes, oder gib ihr den Schlüssel darunter. Dann schick mir die { $digits } Ziffern, die sie zeigt: Bis dahin ändert sich nichts. Das Bild lösche ich nach spätestens 5 Minuten.
pin-scan = <code>{ $secret }</code>
pin-app-name = die Haustür
pin-code-wrong = Ich habe ihn gelöscht, aber das ist nicht der Code. Geht die Uhr deines Telefons richtig? Schick den, den die App jetzt zeigt.
pin-codes-are-set = 🔐 Deine Einmalcodes sind eingerichtet. Das Bild mit dem Schlüssel habe ich gelöscht.

button-make-owner = Zum Besitzer machen
button-reset-pin = PIN zurücksetzen
household-no-proof = Da gibt es weder PIN noch Codes.
hand-over-residents = Nur wer hier wohnt, kann Besitzer werden, und nur in unserem eigenen Chat.
hand-over-sure = <b>{ $name } zum Besitzer machen?</b> Nur { $name } lädt dann noch ein, entfernt jemanden, ändert Einstellungen und lässt Gesichter öffnen. Du wirst Bewohner. Antworte bis { $until }.
hand-over-done = ✅ Erledigt.
hand-over-former = 👑 <b>{ $name }</b> ist jetzt Besitzer. Du bist Bewohner.
hand-over-heir = 👑 { $name } hat dich zum Besitzer dieses Hauses gemacht: /household gehört dir, /settings und /lockdown auch.

settings-pin-owner = PIN für Besitzer
settings-pin-resident = PIN für Bewohner
settings-pin-guest = PIN für Gäste
settings-pin-about = Ob sie zum Öffnen eine PIN oder Einmalcodes brauchen. Alle legen ihre eigene mit /pin fest; wer eine hat, wird immer danach gefragt.

## Eine Tür, die offen bleibt, und was zu alt ist, um sie zu öffnen

door-which = 🚪 { $door }
door-for-whom = Für: { $whom } ({ $camera }, { $when })
door-unlocked-for = 🔓 Geöffnet um { $at }. Für: { $whom }
door-void = Diese Frage gilt nicht mehr: Das Recht zu öffnen, deins oder das aller, wurde inzwischen entzogen. Die Tür wurde nicht geöffnet.
door-restarted = Latchkey wurde neu gestartet; die Tür wurde nicht geöffnet. Frag noch einmal mit /unlock.
door-message-too-old = Das wurde um { $sent } geschickt, vor mehr als 30 s: Es wurde nichts geöffnet. Frag noch einmal, wenn es noch gilt.
door-press-too-old = Dieser Druck hat vielleicht länger als 30 s gewartet: Es wurde nichts geöffnet. Drück noch einmal, wenn es noch gilt.
door-battery-low = 🪫 Batterie: { $percent } %, wechsle sie bald.
door-since = Seit { $since }.
door-since-at-least = { $at } oder früher
door-since-by = { $at }, durch { $name }
door-since-face = { $at }, nach Gesicht
door-since-itself = { $at }, von selbst
door-since-not-me = { $at }, nicht durch mich
door-last-look = Als ich zuletzt nachsah, { $at }, war sie { $state }.
relock-unlocked = ⏰ Die Tür ist noch aufgeschlossen.
relock-unlocked-since = ⏰ Die Tür ist noch aufgeschlossen, seit { $since }.
relock-jammed = ⏰ Das Schloss klemmt noch: Sieh nach der Tür.
relock-unknown = ⏰ Ob die Tür abgeschlossen ist, ist nicht bekannt: Sieh nach.
relock-ajar = Sie steht offen, darum schließt sie sich nicht selbst ab.
relock-maybe-ajar = Ob sie zu ist, ist nicht bekannt, darum schließt sie sich nicht selbst ab.
relock-not-sure = Darum schließt sie sich nicht selbst ab.
relock-failed = Sie hätte sich selbst abschließen sollen und hat es nicht: Sieh nach ihr.
relock-missed = Sie hätte sich abschließen sollen, während ich nicht lief; das hole ich nicht nach.
relock-late = Das kommt spät: Ich lief nicht.
relock-by-itself = 🔒 Die Tür hat sich um { $at } selbst abgeschlossen.
relock-over = 🔒 Die Tür ist wieder abgeschlossen, seit { $since }.
relock-anew = 🔓 Die Tür wurde wieder geöffnet, { $at }.

## Warum: was die Kamera immer sieht
why-scene = die Kamera sieht, was sie immer sieht ({ $share }, mindestens { $limit })
why-other-scene = was die Kamera sonst sieht, fehlt: vielleicht ist ein Bildschirm davor ({ $share }, mindestens { $limit })
why-few-pictures = zu wenige frühere Bilder dieser Kamera, um ihre Umgebung zu kennen
why-scene-covered = neben dem, der da steht, ist zu wenig von der Umgebung zu sehen
why-scene-not-looked = was die Kamera sonst sieht, wurde nicht geprüft

## Aufheben: Bilder, die gehen, und Bilder, die bleiben
button-star = ☆ Merken
button-starred = ★ Gemerkt
star-given = Die Bilder davon bleiben.
star-taken = Die Bilder davon gehen mit den anderen dieses Tages.
event-picture-gone =
    { $why ->
        [age] 🗑 Das Bild wurde seines Alters wegen entfernt. <b>Clip</b> fragt Ring nach dem Video.
        [size] 🗑 Das Bild musste anderen Platz machen. <b>Clip</b> fragt Ring nach dem Video.
       *[lost] 🗑 Das Bild ist verloren: die Datei war nicht da. <b>Clip</b> fragt Ring nach dem Video.
    }
keeping-card =
    { $where ->
        [store] 💾 Meine Datenbank liegt auf einer SD-Karte ({ $card }). Ständiges Schreiben nutzt sie ab, und ein Stromausfall kann sie beschädigen. Eine USB-SSD hält: Beende mich, leg sie dorthin, setz <code>DB_PATH</code> und starte mich wieder.
        [pictures] 💾 Die Bilder der Ereignisse liegen auf einer SD-Karte ({ $card }). Ständiges Schreiben nutzt sie ab, und ein Stromausfall kann sie beschädigen. Eine USB-SSD hält: Beende mich, leg sie dorthin, setz <code>THUMBNAILS_DIR</code> und starte mich wieder.
       *[both] 💾 Meine Datenbank und die Bilder der Ereignisse liegen auf einer SD-Karte ({ $card }). Ständiges Schreiben nutzt sie ab, und ein Stromausfall kann sie beschädigen. Eine USB-SSD hält: Beende mich, leg beides dorthin, setz <code>DB_PATH</code> und <code>THUMBNAILS_DIR</code> und starte mich wieder.
    }
keeping-card-short =
    { $where ->
        [store] 💾 Datenbank auf einer SD-Karte ({ $card }): Nimm lieber eine USB-SSD
        [pictures] 💾 Bilder auf einer SD-Karte ({ $card }): Nimm lieber eine USB-SSD
       *[both] 💾 Datenbank und Bilder auf einer SD-Karte ({ $card }): Nimm lieber eine USB-SSD
    }
keeping-stars = 💾 Gemerkte Bilder allein brauchen mehr als die { $mb } MB, die alle Bilder haben dürfen; alle anderen gehen deshalb sofort. Drück bei einigen noch einmal auf ★ Gemerkt, oder erhöhe <code>RETENTION_MB</code>.
keeping-doubt = ⚠️ Die meisten Bilder der Ereignisse sind nicht, wo sie sein sollten, in { $folder }: Ist die Platte da, und ist es die richtige Datenbank? Ich ändere und lösche nichts, bis beide wieder zusammen sind.
keeping-over =
    { $about ->
        [Pictures] ✅ Die Bilder der Ereignisse sind wieder da.
        [Starred] ✅ Es ist wieder Platz für Bilder.
       *[SD] ✅ Nichts von mir liegt noch auf einer SD-Karte.
    }
store-called = Meine Datenbank

## Gesundheit

health-called =
    { $alarm ->
        [hot] Temperatur
        [disk] Speicherplatz
        [slow] Ansehen von Clips
        [power] Stromversorgung
        [clock] Uhr
       *[eyes] Kameras
    }
health-hot = { $degrees } °C sind zu heiß. Nach jedem Clip ruhe ich { $rest } s, bis es abgekühlt ist; wer klingelt, wird trotzdem sofort angesehen. Gib dem Gerät Luft, einen Kühlkörper oder einen Lüfter.
health-disk = Nur noch { $percent } % sind frei ({ $free } GiB, { $folder }). Schaff Platz: Ist er voll, kann ich nichts mehr behalten.
health-disk-full = Fast nichts ist mehr frei. Schaff Platz: Ist er voll, kann ich nichts mehr behalten.
health-slow = { $ms } ms je Bild im Schnitt, mehr als 300; darum kommen Meldungen später. Sieh nach, was sonst auf dem Gerät läuft (top), und ob es heiß ist oder ihm Strom fehlt (/health).
health-slower = { $ms } ms je Bild im Schnitt, sonst { $usual }; darum kommen Meldungen später. Sieh nach, was sonst auf dem Gerät läuft (top), und ob es heiß ist oder ihm Strom fehlt (/health).
health-power = Die Spannung bricht ein: Das Netzteil oder sein Kabel ist zu schwach. Das bremst das Gerät und kann dem Speicher schaden. Nimm das Netzteil des Herstellers.
health-clock =
    { $way ->
        [fast] Die Uhr dieses Geräts geht { $span } vor.
       *[slow] Die Uhr dieses Geräts geht { $span } nach.
    } SwitchBot lehnt Befehle ab, die mit einer falschen Zeit unterschrieben sind, und die Zeiten im Chat stimmen nicht. Schalte den Abgleich ein: sudo timedatectl set-ntp true
health-blind = Ich bin seit { $since } blind: Was an der Tür geschieht, sieht niemand. Was Ring inzwischen aufhebt, lese ich später.
health-was-blind = Ich war ab { $since } blind, { $span } lang.
health-span =
    { $unit ->
        [s] { $count } s
        [min] { $count } Min.
        [h] { $count } Std.
       *[days] { $count } Tage
    }
health-flag =
    { $flag ->
        [voltage] Spannung zu niedrig
        [throttled] gedrosselt
        [capped] gebremst
       *[soft] an der Wärmegrenze
    }
health-flag-before =
    { $flag ->
        [voltage] Spannung war zu niedrig
        [throttled] war gedrosselt
        [capped] war gebremst
       *[soft] war an der Wärmegrenze
    }
health-status-alarm = ⚠️ { $reason }
health-status-blind = 🙈 Blind seit { $since }
health-status-frame = 🧮 { $ms } ms je Bild im letzten Clip
health-status-frame-average = 🧮 { $ms } ms je Bild im Schnitt
health-status-frame-usual = 🧮 { $ms } ms je Bild, sonst { $usual }
health-status-disk = 💾 { $free } von { $total } GiB frei, Log { $wal } MiB
health-status-silent = 💾 Der Datenträger von { $folder } antwortet nicht.
health-status-temperature = 🌡 { $degrees } °C
health-status-flags = ⚡ { $flags }
health-status-memory = 🧠 RAM { $percent } % belegt, { $own } MiB von mir
health-status-polls = 🎯 Abfragen bis { $jitter } ms neben dem Takt
health-status-clouds = ☁️ { $clouds }
health-status-cloud =
    { $cloud ->
        [ring] Ring { $ago }
        [telegram] Telegram { $ago }
        [sent] zuletzt gemeldet { $ago }
       *[lock] Schloss { $ago }
    }
health-status-no-ring = Ring noch nicht
health-status-clock =
    { $way ->
        [right] 🕰 Die Uhr geht richtig
        [fast] 🕰 Die Uhr geht { $span } vor
       *[slow] 🕰 Die Uhr geht { $span } nach
    }
health-title = So geht es mir
health-caption = <b>So geht es mir</b>, { $span }
health-span-title =
    { $days ->
        [1] letzte 24 Stunden
       *[other] letzte { $days } Tage
    }
health-button =
    { $days ->
        [1] 24 Std.
       *[other] { $days } Tage
    }
health-panel-inference = Millisekunden je Bild
health-panel-temperature = Temperatur, °C
health-panel-queue = Wartende Clips
health-panel-used = Belegt, %
health-line-disk = Speicherplatz
health-line-memory = Arbeitsspeicher
health-nothing = Noch nichts gemessen
health-soon = Die ersten Werte kommen binnen fünf Minuten.
command-health = wie es dem Gerät geht, als Diagramm
words-health = 7d
health-misread = Ich kann <code>/health</code> (24 Stunden) oder <code>/health 7d</code> zeigen.

## Das Schloss: was zuletzt geklärt wurde

pass-sure = 🎟 <b>{ $name }</b>, { $window }: <b>Diesen Pass ausstellen?</b> Damit kann die Tür aufgehen, ohne dass jemand gefragt wird.
button-face-hours = Andere Zeiten…
facedoor-hours-how = <b>Wann darf das Gesicht von { $name } die Tür öffnen?</b> Schreib die Zeiten, zum Beispiel: <code>8-20</code> oder <code>8:30-18:00</code>.
facedoor-hours-not = „{ $text }“ sind keine Zeiten, die ich verstehe. Jeden Tag dieselben, zum Beispiel: <code>8-20</code>
facedoor-hours-sure = <b>Das Gesicht von { $name } öffnet { $hours }?</b>
audit-chosen = { $setting }: { $value }
audit-default = { $setting }: Voreinstellung
audit-hours = { $begins } bis { $ends }
audit-any-hour = zu jeder Zeit
audit-at-night = auch nachts
audit-not-at-night = nicht nachts
audit-trial-ended = die Probe ist zu Ende
lock-trouble-no-device = SwitchBot kennt kein solches Gerät in diesem Konto: `latchkey devices` zeigt, was SWITCHBOT_LOCK_ID sein kann.
lock-trouble-no-lock = SwitchBot sagt, dieses Gerät ist kein Schloss (151): `latchkey devices` zeigt, was SWITCHBOT_LOCK_ID sein kann.
lock-trouble-no-command = SwitchBot sagt, dieses Gerät nimmt keinen solchen Befehl (160): Ist SWITCHBOT_LOCK_ID ein Schloss?
lock-trouble-offline = Das Schloss ist offline, SwitchBot erreicht es nicht: Ist die Batterie leer, ist der Hub in der Nähe?
lock-trouble-hub = Der Hub des Schlosses ist offline: Hat er Strom und Netz?
lock-trouble-limit = Die 10.000 Aufrufe, die SwitchBot am Tag erlaubt, sind verbraucht: Morgen geht es wieder. Nimm bis dahin den Schlüssel.
lock-trouble-kept = Von den 10.000 Aufrufen, die SwitchBot am Tag erlaubt, sind { NUMBER($used) } verbraucht: Was bleibt, ist fürs Öffnen und Abschließen.
lock-trouble-secret = SwitchBot lehnt SWITCHBOT_TOKEN oder SWITCHBOT_SECRET ab ({ $status }).
lock-trouble-clock =
    SwitchBot lehnt die Signatur ab, weil die Uhr des Rechners { NUMBER($minutes) } min { $side ->
        [ahead] vorgeht
       *[behind] nachgeht
    }: Stell sie (timedatectl set-ntp true).
lock-trouble-refused = SwitchBot lehnt den Aufruf ab ({ $status }): Stimmt SWITCHBOT_API_URL?
lock-trouble-page = SwitchBot hat mit einer Webseite statt mit JSON geantwortet.
lock-trouble-cloud = SwitchBots Cloud hat Schwierigkeiten ({ $status }).
lock-trouble-code = SwitchBot konnte es nicht ausführen (Statuscode { $code }).
lock-trouble-unreachable = SwitchBots Cloud ist nicht zu erreichen: Geht das Netz?
lock-trouble-slow = SwitchBots Cloud hat nicht rechtzeitig geantwortet.
lock-trouble-broke = Die Verbindung zu SwitchBots Cloud ist abgebrochen.
lock-trouble-nonsense = SwitchBots Antwort ergibt keinen Sinn ({ $what }).
door-not-moved = Die Tür bleibt, wie sie war.

## Supervision: was sich nicht auswerten ließ, zu viel auf einmal und Ärger mit Ring

supervision-motion-failed = Bewegung, ließ sich nicht auswerten: { $why }. <b>Warum</b> sagt mehr.
supervision-part-failed = Etwas davon ließ sich nicht auswerten: { $why }.
supervision-failed =
    { $kind ->
        [died] Die Auswertung ist bei dem Clip zweimal abgestürzt
        [hung] Die Auswertung blieb bei dem Clip zweimal hängen
        [error] Die Auswertung ging schief
        [too-many] Es waren zu viele Clips auf einmal, die neuesten gingen vor
        [never-came] Ring hatte den Clip nie
        [gone] Ring hat den Clip nicht mehr
        [broken-off] Ring hat den Clip jedes Mal abgebrochen
        [no-clip] Ring gab etwas anderes als einen Clip
        [no-video] Der Clip ist beschädigt
        [no-eyes] Es gibt nichts, womit er sich auswerten ließe
        [changed] Wen ich kenne, änderte sich immer wieder
       *[unknown] Warum, weiß niemand
    }
supervision-why-told-failed = Wer da war, kann niemand sagen; darum melde ich es.
supervision-why-coarse = auf wenigen Bildern angesehen, weil viele Clips warteten: Danach öffnet nichts
supervision-queue = Clips
supervision-queue-many = Es warten viele auf einmal. Klingeln geht vor, dann die neueste Bewegung; was eine Minute gewartet hat, sehe ich weniger genau an, und danach öffnet nichts. Du musst nichts tun.
supervision-renamed = 🏷️ Die Kamera { $before } heißt jetzt { $now }.
supervision-renamed-settings =
    { $kept ->
        [yes] In { $settings } steht noch { $before }, und gemeint bleibt diese Kamera. Schreib dort besser den neuen Namen hin oder ihre Nummer { $id }, die sich nie ändert.
       *[no] In { $settings } steht { $before }, und so heißt jetzt eine andere Kamera: Gemeint ist keine von beiden, und kein Gesicht öffnet danach, bis dort eine Nummer steht. Die von dieser Kamera ist { $id }.
    }
supervision-offline = Laut Ring ist sie offline: Was vor ihr geschieht, wird nicht aufgenommen. Sieh nach Strom oder Akku und ob ihr WLAN reicht.
supervision-gone = Sie ist nicht mehr im Ring-Konto, also melde ich nichts mehr von ihr. War das nicht gewollt, füg sie in der Ring-App wieder hinzu.
supervision-slow = Ring braucht lange für Antworten, darum melde ich spät, was vor der Tür geschieht, und sage, wie lange es her ist. Das gibt sich von selbst; dauert es an, sieh nach dem Netz.
supervision-speed = Rings Tempo
supervision-code-asked = Ring will den Code vom Handy, bevor es die Anmeldung verlängert: Führ auf dem Rechner des Türstehers latchkey login aus, ein Neustart ist nicht nötig. ({ $sentence })

## Verspätet gemeldet: die Zusammenfassung nach einem Ausfall, und wie lange ein Klingeln her ist
summary-head = 📋 <b>Was ich dir nicht früher sagen konnte</b> · { $span }
summary-span = { $start } bis { $end }
summary-counts =
    { $visits ->
        [one] 1 Besuch
       *[other] { $visits } Besuche
    }{ $rings ->
        [0] { "" }
        [one] , einmal hat es geklingelt
       *[other] , { $rings }‑mal hat es geklingelt
    }{ $strangers ->
        [0] { "" }
        [one] , einmal waren Fremde da
       *[other] , { $strangers }‑mal waren Fremde da
    }.
summary-line = { $number }. { $icon } { $when } <b>{ $camera }</b>: { $seen }
summary-line-rang = { $number }. 🔔 { $when } <b>{ $camera }</b>, geklingelt { $ago }: { $seen }
summary-more =
    { $count ->
        [one] Ein weiterer steht im Verlauf.
       *[other] { $count } weitere stehen im Verlauf.
    }
summary-coming =
    🔎 { $count ->
        [one] Eine Aufnahme
       *[other] { $count } Aufnahmen
    } sehe ich mir noch an; dann sagt diese Nachricht mehr.
summary-refused =
    📋 { $count ->
        [one] Ein Besuch kam, den
       *[other] { $count } Besuche kamen, die
    } ich dir nicht früher sagen konnte, und Telegram nimmt die Übersicht nicht an. /events zeigt, was war.
late-rang = 🔔 Es hat geklingelt: <b>{ $camera }</b>, { $ago }, { $clock }.
late-stranger = Jemand Unbekanntes war da: <b>{ $camera }</b>, { $ago }, { $clock }.

# Woran ich war, als ich beendet wurde (bot/intake.py)

inbox-waits = { $why } Was etwas ändern würde, wartet so lange bei Telegram; nichts davon geht verloren.
inbox-a-press = ein Knopf
inbox-a-message = deine Nachricht
inbox-unsaid = Telegram hat meine Antwort nicht angenommen, aber „{ $said }“ ist erledigt.
inbox-done = Ich wurde beendet, bevor ich dir antworten konnte: „{ $said }“ ist erledigt ({ $at }).
inbox-invite-void = Die Einladung habe ich zurückgezogen, denn ich weiß nicht, ob du ihren Code gesehen hast. Mach mit /invite eine neue.
inbox-given-up = ⚠️ „{ $said }“ wurde nicht erledigt ({ $at }): Ich wurde dabei { $count }-mal beendet und lasse es darum sein. Sag es noch einmal, wenn es noch gilt.
inbox-not-moved = 🔒 Ich wurde beendet, bevor ich zu „{ $said }“ kam: Es wurde nichts geöffnet oder abgeschlossen. Sag es noch einmal, wenn es noch gilt.

## Sicherungen, und was nach dem Wiederherstellen wieder gilt
command-backup = eine Sicherung als verschlüsselte Datei
backup-called = Sicherung
backup-pictures-called = Bilder der Sicherung
backup-missing =
    { $count ->
        [one] Ein Bild, das zu einem Ereignis gehört, ist in { $folder } nicht zu bekommen; die Sicherung wurde ohne es gemacht.
       *[other] { $count } Bilder, die zu Ereignissen gehören, sind in { $folder } nicht zu bekommen; die Sicherung wurde ohne sie gemacht.
    } Sieh nach, ob dieser Datenträger kaputtgeht oder ob dort jemand löscht, was mir gehört. Frühere Sicherungen, in BACKUP_DIR, haben vielleicht noch, was fehlt.
backup-begun = 🗄 Ich mache eine Sicherung und schicke sie verschlüsselt hierher. Das dauert eine Weile.
backup-under-way = 🗄 Gerade wird eine Sicherung gemacht. Frag noch einmal, wenn sie fertig ist.
backup-no-passphrase = 🔑 Es ist kein Kennwort gesetzt, und unverschlüsselt verlässt nichts diesen Rechner. Setz eines auf dem Rechner, nicht hier: <code>latchkey backup --set-passphrase</code>, dann noch einmal /backup.
backup-failed = ⚠️ Die Sicherung ist fehlgeschlagen: { $reason }
backup-not-taken = ⚠️ Die Sicherung ist gemacht, aber Telegram hat sie nicht angenommen. Sie liegt auf dem Rechner: <code>{ $path }</code>
backup-too-large = 🗄 Die Sicherung ist gemacht, aber ihre { $size } MB sind zu viel für den Chat: Bots schicken höchstens 50 MB. Sie liegt auf dem Rechner: <code>{ $path }</code>
backup-inside =
    🗄 <b>Sicherung vom { $when }</b>
    Darin: { $events ->
        [one] ein Ereignis
       *[other] { $events } Ereignisse
    }, { $pictures ->
        [0] keine Bilder von Besuchen
        [one] ein Bild von Besuchen
       *[other] { $pictures } Bilder von Besuchen
    }, { $photos ->
        [0] keine Fotos bekannter Gesichter
        [one] ein Foto bekannter Gesichter
       *[other] { $photos } Fotos bekannter Gesichter
    }. Keine Token, Schlüssel, PINs oder Codes.
backup-without-pictures = Die Bilder von Besuchen haben nicht hineingepasst: Sie liegen auf dem Rechner, <code>{ $path }</code>
backup-how = Auf einem anderen Rechner: <code>latchkey restore DATEI</code>. Sie öffnet sich nur mit dem Kennwort, das auf diesem Rechner gesetzt ist; ohne es kann sie niemand öffnen, auch du nicht.
status-backup = 🗄 Letzte Sicherung { $ago }
status-backup-missing =
    { $count ->
        [one] ein Bild fehlt darin
       *[other] { $count } Bilder fehlen darin
    }
status-backup-same-disk = 🗄 Letzte Sicherung { $ago }, auf der Platte der Datenbank (BACKUP_DIR)
status-backup-unread = 🗄 Sicherungen: Ihr Ordner (BACKUP_DIR) lässt sich gerade nicht lesen
status-no-backup = 🗄 Noch keine Sicherung: Die erste wird nachts gemacht
restored-asked = ♻️ <b>Eine Sicherung vom { $copy } wurde wiederhergestellt</b> ({ $at }).
restored-damaged = ♻️ <b>Meine Datenbank war beschädigt; ich habe die neueste gute Sicherung wiederhergestellt, vom { $copy }</b> ({ $at }).
restored-missing = Was hier zwischen { $copy } und { $at } gesagt und eingestellt wurde, fehlt: Namen, Einstellungen, wer kam und ging, das Protokoll der Tür. Was Ring von dieser Zeit noch hat, lese ich noch einmal und erzähle es in einer Zusammenfassung; nichts davon öffnet die Tür.
restored-void = Ungültig: Einladungen, Pässe, Codes, offene Fragen und Nachrichten, die noch zu schicken waren. Wer eine PIN hatte, setzt mit /pin eine neue, bevor er wieder öffnet.
restored-aside = Die Datenbank davor ist noch da: <code>{ $path }</code>
restored-groups = Diese Gruppen hören von Besuchen, wie in der Sicherung: { $groups }. /household bringt sie zum Schweigen.
restored-list = <b>Bis du es sagst, wird niemand außer dir eingelassen, und kein Gesicht öffnet.</b> Auch wer seither entfernt wurde, steht wieder auf dieser Liste: Behalt nur, wer heute hierher gehört.
restored-member = 👤 { $name }, { $role }
restored-face = 🔓 { $name }: Das Gesicht durfte die Tür öffnen
restored-face-unfit = 🔓 { $name }: Das Gesicht durfte die Tür öffnen; jetzt fehlen dafür Fotos
restored-nobody-waits = Niemand wartet mehr auf dein Wort.
restored-keep = Behalten: { $name }
restored-drop = Entfernen: { $name }
restored-keep-face = Gesicht behalten: { $name }
restored-drop-face = Gesicht sperren: { $name }
restored-keep-all = Alle behalten
restored-decided = Das ist schon entschieden oder geht nicht.
restored-open = Wer seit dem Wiederherstellen wartet
household-suspended = ausgesetzt seit dem Wiederherstellen
trouble-store-damaged = Meine Datenbank ist beschädigt. Starte mich neu: Dann stelle ich die neueste gute Sicherung wieder her. ({ $sentence })
trouble-backup-unusable = Diese Sicherung ist nicht zu gebrauchen. Nimm eine andere. ({ $sentence })

## Was den Augen fehlt

trouble-models-missing = Die Dateien zum Erkennen fehlen in { $place }. Hol sie auf dem Rechner des Türstehers: latchkey models fetch
trouble-model-not-pinned = { $place } ist nicht die Datei, die es sein soll (die Prüfsumme stimmt nicht). Hol sie neu: latchkey models fetch
eyes-reservations =
    { $unpinned ->
        [1] Ein Export: nach seinem Aufbau und dem Probebild genommen, seine Prüfsummen sind nicht festgelegt
       *[0] Benutzt
    }{ $others ->
        [none] {""}
       *[other] {""} statt eines anderen: { $others }
    }

## Die Vorführung

demo-notice = Tür gespielt, Bot echt, Früheres erfunden
demo-welcome = Das ist dein Chat mit Latchkey, dem Türsteher. Der Bot ist der echte; die Tür, die Clouds und die Besucherin sind gespielt, und die letzten 30 Tage sind erfunden. Alles läuft auf diesem Rechner.
demo-welcome-start = { demo-welcome } Drück auf START.
demo-poorer = Die Dateien zum Erkennen fehlen hier, also werden Menschen nur an ihren Gesichtern gefunden. Für diese Geschichte reicht das.
demo-coming = Jemand kommt den Weg herauf…
demo-name-her = Ein Besuch, eine Nachricht: das beste Bild, und wer es ist. Noch kennt sie niemand. Drück auf „Wer ist das?“, schreib einen Namen (etwa { $name }) und speichere ihn; sie kommt wieder. Die Knöpfe verschwinden nach fünf Minuten: Dann antworte auf das Bild mit dem Namen (zieh es nach links, oder zeig darauf).
demo-again = Und sie kommt noch einmal…
demo-known = Erkannt, auf diesem Rechner. Und doch ist die Tür abgeschlossen: Auch der richtige Name öffnet nichts von selbst. Sie öffnet, wenn du es sagst: /unlock, dann Bestätigen.
demo-not-yet-known = Nicht der Name, den du genannt hast: „Warum“ unter dem Bild sagt, was zu sehen war.
demo-opened = Das war das gespielte Schloss, und eine echte Bestätigung. Jetzt bewegt sich etwas vor der Tür…
demo-nothing = Nur Blätter. Die Kamera hat aufgenommen, der Türsteher hat hingesehen: niemand. Also wurde nichts gemeldet. Jetzt die Klingel.
demo-rang = Ein Klingeln wird immer gemeldet, sofort; das Bild kommt vielleicht einen Augenblick später. Noch eins: ein Foto von ihr.
demo-print-told = Ein Abzug in einem Rahmen. So lassen sich Gesichter hinhalten, und darum öffnet kein Gesicht diese Tür von selbst: „Warum“ sagt, was dagegen sprach. Das Schloss hat sich nicht bewegt. Wessen lebendes Gesicht sie öffnen darf, sagt nur der Besitzer: /people, Darf öffnen. Diese Besucherin ist aus einem Foto ausgeschnitten, ihres öffnet hier also nie.
demo-own-rings = Zuerst klingelt dein eigener Clip.
demo-own-rang = Das war dein Clip. Jetzt die Geschichte.
demo-the-rest = Der Rest gehört dir: Frag „Wer war gestern da?“, probier /events, /people, /heatmap oder /help, schick ein Foto von jemandem, oder lass vor der Tür etwas geschehen.
demo-the-end = Das war die Geschichte. Ohne --headless wird sie im Browser erzählt, und du spielst mit.
demo-scene =
    { $scene ->
        [visitor] Besuch kommt
        [ring] Es klingelt
        [nobody] Niemand da
        [print] Ein Foto vor der Kamera
       *[clip] Dein Clip
    }
demo-scene-hint =
    { $scene ->
        [visitor] Bewegung, und jemand ist da
        [ring] Wird immer gemeldet, sofort
        [nobody] Nur Blätter bewegen sich
        [print] Ein Abzug von ihr
       *[clip] Klingelt mit deinem Video
    }
demo-looked-at =
    { $scene ->
        [nobody] Niemand da: Gemeldet wird nichts.
       *[other] Der Türsteher hat es sich angesehen.
    }
demo-not-looked-at = Der Clip ließ sich nicht ansehen.

## Was Ring gegen einen Aufruf hat

ring-trouble =
    { $kind ->
        [login-over] Ring nimmt diese Anmeldung nicht mehr: Sie wurde beendet, oder ein anderes Programm hat sie erneuert. Führ auf dem Rechner des Türstehers latchkey login aus, ein Neustart ist nicht nötig. Jedes Programm braucht seine eigene.
        [login-by-code] Ring will den Code seines zweiten Faktors, bevor es die Anmeldung erneuert: Führ auf dem Rechner des Türstehers latchkey login aus, ein Neustart ist nicht nötig.
        [slow] Ring hat nicht rechtzeitig geantwortet. Ich frage von selbst weiter.
        [network] Ring ist nicht zu erreichen: Ist das Netz da? Ich frage von selbst weiter.
        [page] Ring hat mit etwas anderem als Daten geantwortet, vielleicht einer Seite. Ich frage von selbst weiter.
        [servers] Die Server von Ring antworten mit Fehlern. Ich frage von selbst weiter.
        [login-service] Der Anmeldedienst von Ring antwortet mit Fehlern. Ich frage von selbst weiter.
        [often] Ring lässt sich gerade nicht so oft fragen. Ich frage von selbst wieder, du musst nichts tun.
        [login-often] Ring lässt eine Anmeldung gerade nicht so oft erneuern. Ich versuche es von selbst wieder.
        [no-recording] Ring hat die Aufnahme noch nicht. Ich frage gleich wieder.
       *[any] { $sentence }
    }
