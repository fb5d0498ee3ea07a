# Everything that Latchkey says in a chat, in English. de.ftl says the same in German; a test compares them.
#
# The syntax is Project Fluent's. HTML as Telegram takes it: b, i, u, s, code, pre, a, blockquote.
# Values that people typed come in escaped. What is shown in a pop-up or on a button has no markup.

## Buttons: their English labels are part of the product

button-who = Who is it?
button-not = Not { $name }
button-save = Save
button-cancel = Cancel
button-clip = Clip
button-why = Why
button-older = Older
button-newer = Newer
button-snooze = Snooze
button-unlock = Unlock
button-lock-now = Lock now
button-confirm = Confirm
button-let-in = Let in

## Whoever asks for what they may not, or too late

not-for-you =
    { $role ->
        [owner] Only the owner of the door may do that.
        [guest] Only people of this household may do that.
       *[resident] Only a resident may do that. Ask the owner of the door.
    }
door-right-withdrawn = Your right to open and lock was withdrawn. Ask the owner of the door.
edited =
    I do not follow edits: nothing was done. Send it anew, please:
    <code>{ $text }</code>
old-button = This button is from another time; nothing was done.

## Times

today-at = today { $clock }
yesterday-at = yesterday { $clock }
tomorrow-at = tomorrow { $clock }
# Unicode's date pattern.
day-pattern = d MMM
ago = { $count } { $unit } ago
ago-days = { $count } days ago

## The first words

start-welcome =
    <b>Hello, I am Latchkey, your doorman.</b>

    When somebody comes to the door I send you one message with the best picture and who it is. Press <b>Who is it?</b> under it to tell me a name: from then on I know that face.

    /events shows what happened, /status how I am, /help everything else.

    { $state }
start-welcome-guest =
    <b>Hello, I am Latchkey, the doorman of this house.</b>

    You are a guest here: I tell you who comes to the cameras that were shared with you. /settings chooses what you hear of, /help tells what else you can say.
start-watching = I am watching { $cameras }.
start-connecting = I am just connecting to your Ring doorbell.
start-no-camera = Your Ring account shows no doorbell camera yet.
your-doorbell = your Ring doorbell
not-understood = I did not understand that. /help lists what you can say.
unknown-command = I do not know that one. /help lists what you can say.
did-you-mean = I do not know /{ $typed }: did you mean /{ $meant }?
did-you-mean-command = Did you mean /{ $meant }? /help lists what you can say.
did-you-mean-with =
    I do not know /{ $typed }: did you mean /{ $meant }? With what you wrote after it:
    <code>/{ $meant } { $rest }</code>

## Help, by topic

help =
    <b>What I do</b>
    I watch { $cameras }. Each visit is one message here, and I edit it as I learn more. Somebody ringing is told at once; motion only when there is a person.

    Pictures are looked at on this machine only. A recognised face opens nothing unless the owner has switched that on for this person.

    Choose below what you want to know more about, or write <code>/help snooze</code> for one command.
help-guest =
    <b>What I do</b>
    I am the doorman of this house. As a guest you hear who comes to the cameras that were shared with you: { $cameras }.

    Choose below what you want to know more about.
help-alerts =
    <b>Alerts</b>
    One message a visit. Under it:
    • <b>Who is it?</b> tells me a stranger's name
    • <b>Snooze</b> keeps me quiet for a while
    • <b>Clip</b> shows the video, <b>Why</b> what I saw
    • <b>Unlock</b> opens the door, after a confirmation
    Which cameras and which visits you hear of is yours to choose: /settings.
help-alerts-guest =
    <b>Alerts</b>
    One message a visit, at the cameras that were shared with you. Which of them you hear of is yours to choose: /settings.
help-history =
    <b>History</b>
    What happened at the door, and when it is busy.
help-quiet =
    <b>Quiet</b>
    Silence for a while, or every night. What happened meanwhile is not lost: it stands in /events. Messages about the lock always come through.
help-faces =
    <b>Faces</b>
    Press <b>Who is it?</b> under an alert and write a name, or send me a photo in our own chat: in a group I do not see photos. Please ask people before you name them.
help-door =
    <b>The door</b>
    Before it opens I ask once more: whoever asked presses <b>Confirm</b> within half a minute. A face opens it only where the owner has switched that on for this person: /people, <b>May open</b>.
help-household =
    <b>The household</b>
    The owner lets people in and sends them away; residents see and do nearly everything; guests hear of the cameras that were shared with them.
    In a group: let the owner add me, then call me by name, as in <code>/events@{ $bot }</code>.
help-of-command = <b>/{ $name }</b>: { $line }
help-who =
    { $role ->
        [owner] For the owner.
        [resident] For residents and the owner.
       *[guest] For everybody in the household.
    }
help-examples = For example: { $examples }
help-no-such = I do not know “{ $typed }”. These are the topics:
help-no-cameras = none yet
topic-alerts = Alerts
topic-history = History
topic-quiet = Quiet
topic-faces = Faces
topic-door = Door
topic-household = Household
button-topics = All topics

## The commands, each in one line

command-start = say hello
command-help = what you can say
command-events = what happened at the door
command-heatmap = when your door is busy
command-stats = visits in numbers
command-door = is it locked?
command-unlock = open the door, after a confirmation (guests: in a pass)
command-lock = lock the door
command-status = how the doorman is
command-photo = a picture of this moment
command-settings = what you hear of, and how
command-invite = let somebody into the household
command-household = who belongs to it, and what they may
command-event = one event, by its number
command-last = the last visit
command-why = why you were told of an event, or not
command-digest = the past week at the door
command-snooze = silence for a while
command-quiet = quiet hours, by weekday
command-people = whom I know, and strangers who come back
command-cancel = leave what we are just talking about

# What may be said behind a command: an example a line.
words-events =
    today
    Grace
    person yesterday evening
    strangers march
words-event = 123
words-heatmap =
    30d
    Grace 90d
words-stats = 30d
words-snooze =
    8h
    until 7am
    front door 2h
    Grace
words-quiet =
    weekdays 22:00-6:30
    off
words-photo = front door
words-audit = 1a2b3c4d
words-expect =
    Grace today 14-16
    courier tomorrow 9-12 once
words-away =
    until sunday 18:00
    off
words-help =
    photo
    alerts

## How I am

status-title = <b>How I am</b>
status-no-camera = 📷 No camera: Ring's account shows no doorbell camera yet
status-cameras = 📷 { $cameras }
status-battery = { $name } (battery { $percent } %)
status-well = ✅ Nothing is wrong
status-offline = { $name } (offline)
status-coarse =
    ⚠️ { $count } clips wait: rings go first, then the newest motion; what waited a minute is looked at on few frames and opens nothing
status-resting = 🥵 The processor is slowed down: I rest between clips, but for rings
status-no-lock = 🚪 No lock is set up (SWITCHBOT_TOKEN, SWITCHBOT_SECRET, SWITCHBOT_LOCK_ID)
status-lock-trouble = ⚠️ { $reason }
status-models-trouble = ⚠️ { $reason }; clips wait
status-poorer = 👁 People are found by their faces alone: the person detector cannot be used.
status-loading = 👁 The models are being loaded
status-workers =
    { $count ->
        [one] 👁 { $detector }, { $count } worker
       *[other] 👁 { $detector }, { $count } workers
    }
status-queue =
    { $count ->
        [0] 🗂 No clip waits
        [one] 🗂 { $count } clip waits
       *[other] 🗂 { $count } clips wait
    }
status-no-frame = 🧮 No frame looked at yet
status-unreachable =
    { $count ->
        [one] ✉️ { $count } message waits until { $who } presses Start in this bot's chat
       *[other] ✉️ { $count } messages wait until { $who } presses Start in this bot's chat
    }
status-unreachable-group =
    { $count ->
        [one] ✉️ { $count } message waits for the group { $who }
       *[other] ✉️ { $count } messages wait for the group { $who }
    }
status-the-owner = the owner
status-since = ⏱ Running since { $since }

## Trouble

trouble = ⚠️ { $reason }
outage-ends = ✅ { $what }: all is well again.
outage-cameras = Cameras
outage-camera = Camera { $name }
outage-no-camera = the account shows no doorbell camera; add one in the Ring app, or log in to the right account
outage-two-bots = another program is polling with the same bot token; stop it, or make a new token with @BotFather
outage-poorer = ⚠️ People are found by their faces alone: the person detector cannot be used. { $reason }
outage-poorer-ends = ✅ The person detector can be used again.
something-wrong = Something went wrong here, and it is in the log. Please try again.
# The sentence is the exact one, as the log has it.
trouble-login = { $sentence }
trouble-ring-busy = { $sentence }
trouble-ring-away = { $sentence }
trouble-recording-not-ready = { $sentence }
trouble-recording-unusable = { $sentence }
trouble-ring = { $sentence }
trouble-lock-refused = { $sentence }
trouble-lock-offline = { $sentence }
trouble-lock-limit = { $sentence }
trouble-lock = { $sentence }
trouble-model = { $sentence }
trouble-clip = { $sentence }
trouble-photo = { $sentence }
trouble-no-worker = { $sentence }
trouble-analysing = { $sentence }
trouble-store = { $sentence }
trouble-other = { $sentence }

## The door

door-none = There is no lock set up here. Put SWITCHBOT_TOKEN, SWITCHBOT_SECRET and SWITCHBOT_LOCK_ID into .env.
door-locked = locked
door-unlocked = unlocked
door-jammed = jammed
door-unknown = in a state that its cloud does not know
door-state = { $icon } The door is { $state }.
door-state-closed = { $icon } The door is { $state } and closed.
door-state-open = { $icon } The door is { $state } and open.
door-state-locked-open = { $icon } The door is { $state } but open.
door-battery = Battery: { $percent } %.
door-question = 🔓 <b>Open the door?</b>
door-asked-by = Asked by { $name }. Answer by { $until }.
door-last-seen = Last at the door: { $seen }, { $when }.
door-too-late = Nobody confirmed in time; the door was not opened.
# Also what somebody reads who was not asked: whose question it is, is nobody else's business.
door-over = This question is over. Ask again with /unlock.
door-cancelled = Cancelled; the door was not opened.
door-unlocking = 🔓 Unlocking…
door-locking = 🔒 Locking…
door-unlocked-at = 🔓 Unlocked at { $at }.
door-locked-at = 🔒 Locked at { $at }.
door-trouble = ⚠️ { $reason }
door-maybe = The command may have arrived: have a look at the door.
door-is-jammed = The lock is jammed: have a look at the door.
door-says-nothing = The lock does not say what it did: have a look at the door.
door-unmoved =
    { $state ->
        [unlocked] The lock took the command but is still unlocked: have a look at the door.
       *[locked] The lock took the command but is still locked: have a look at the door.
    }
door-record = 📒 Record { $head }
door-record-owed = 📒 Not on record yet: my store did not take it. I try again.
door-busy-too-long = The lock was busy for more than 30 s: nothing was opened. Ask again if it still holds.
door-in-lockdown = Nothing opens while the lockdown lasts; the owner ends it with /lockdown off.
door-stopped-opening = ⚠️ Latchkey was stopped while opening the door for { $who } ({ $at }); { $found }.
door-stopped-locking = ⚠️ Latchkey was stopped while locking the door for { $who } ({ $at }); { $found }.
door-somebody = somebody
door-found = at the next start it was { $state }
door-found-jammed = at the next start it was jammed: have a look at the door
door-found-unknown = what it did is not known: have a look at the door

## A photo on demand

photo-which = Which camera?
photo-no-camera = There is no camera yet: Ring's account shows no doorbell.
photo-no-such = There is no camera “{ $typed }”. Which one?
photo-fresh = 📷 <b>{ $camera }</b>, { $when }
photo-old = 📷 <b>{ $camera }</b>, taken { $ago }; the camera gave no fresh picture.
photo-of-nothing = <b>{ $camera }</b> gave no fresh picture, and there is none from before.
photo-under-way = A picture of it is on its way.

## Settings

settings-chat =
    <b>What you hear of</b>
    Tap to change; it counts for you alone, in this chat.
settings-group =
    <b>What this group hears of</b>
    The owner changes it, by a tap.
settings-language = I speak the language that your Telegram is set to.
settings-guest = Which cameras there are for you is the owner's to decide.
settings-quiet-hours = 🌙 Quiet hours
settings-snooze = 🔕 Snooze
settings-known = People I know
settings-strangers = Strangers
settings-dings = Rings
settings-nothing = You hear of nothing now.
settings-all-again = Back to default: you hear of everything.
settings-group-silent = This group hears of nothing. The owner may change that below.
settings-default = Back to default
settings-house-button = 🏠 The house
settings-button = ⚙️ Settings
settings-back = Back
settings-house =
    <b>The house</b>
    These count for everybody. Tap one to change it.

    🗂 Pictures of visits are kept for { $days ->
        [one] 1 day
       *[other] { $days } days
    }, at most { $mb } MB of them, those with a ★ for longer; what happened stays in /events. That is changed on the machine: <code>RETENTION_DAYS</code>, <code>RETENTION_MB</code>.
settings-house-one =
    <b>{ $name }</b>
    { $about }

    Now: { $value }
settings-is-default = This is the default.
settings-gone = There is no such setting any more. /settings shows what there is.
settings-on = on
settings-off = off
settings-digest-on = Weekly digest
settings-digest-on-about = Once a week one message: chart, counts, new strangers, quiet or noisy.
settings-digest-day = Day of the digest
settings-digest-day-about = On which day it comes.
settings-digest-hour = Hour of the digest
settings-digest-hour-about = At which hour it comes.
settings-dark-charts = Dark charts
settings-coalesce = One visit within
settings-coalesce-about = What happens so shortly after one another is one visit, and one message.
settings-seconds = { $count } s
settings-minutes = { $count } min

## Invites

invite-whom =
    <b>Whom do you invite?</b>
    A resident sees the history, names faces and may open the door. A guest only hears of the cameras you choose.
invite-resident = Resident
invite-guest = Guest
invite-made-resident =
    <b>An invite for a resident</b>, good once, until { $until }:
    { $link }

    Or they write me this code: <code>{ $code }</code>
    Whoever opens it first gets in; I tell you who it was.
invite-made-guest =
    <b>An invite for a guest</b>, good once, until { $until }:
    { $link }

    Or they write me this code: <code>{ $code }</code>
    Choose below which cameras the guest hears of.
invite-asked-before = This question is over. Ask again with /invite.
invite-withdraw = Withdraw
invite-withdrawn = The invite is withdrawn; it lets nobody in.
invite-over = This invite is over; it cannot be changed any more.
invite-joined-resident = <b>{ $name }</b> has used your invite and is a resident now.
invite-joined-guest = <b>{ $name }</b> has used your invite and is a guest now.
in-private = Please ask me that in our own chat, where nobody else reads along.
already-in = You belong to this household already; nothing was changed.

## The household

household-title = <b>The household</b>
household-member = <b>{ $name }</b>, { $role }, { $seen }
role-owner = owner
role-resident = resident
role-guest = guest
household-seen = last here { $when }
household-never-seen = not here yet
household-no-door = may not open the door
household-hears = hears of { $cameras }
household-hears-nothing = hears of no camera yet
household-alone = You are alone so far: /invite lets somebody in.
household-invites = <b>Open invites</b>
household-invite = { $place }. for a { $role }, until { $until }
household-withdraw = Withdraw invite { $place }
household-groups = <b>Groups that hear of visits</b>
household-silence = Silence { $group }
household-silenced = { $group } hears of nothing any more.
household-all = The household
button-resident = Resident
button-guest = Guest
button-remove = Remove
button-withdraw-door = Withdraw the key
button-give-door = Give the key
household-remove = Remove <b>{ $name }</b>? They hear of nothing any more and may do nothing, at once.
household-removed = <b>{ $name }</b> is removed.
household-gone = They do not belong to the household any more.
household-owner-stays = The owner cannot be changed here. To hand the house over, open a resident: Make owner.
household-done = Done.

## Groups

group-ask =
    Hello! Shall I tell this group who comes to the door?
    Everybody here would see the pictures. The owner decides.
group-yes = Yes, tell us here
group-no = No
group-listening = This group hears from now on who comes to the door. /settings@{ $bot } chooses what. To name faces, send me photos in our own chat: here I do not see them.
group-silent = I tell nothing here. The owner may still ask me, and change that with /settings@{ $bot }.
group-off = No more alerts here

## Conversations

talk-cancel-nothing = There is nothing to leave. /help lists what you can say.
talk-left = Left; nothing was changed.
talk-stopped = I stopped waiting for an answer; nothing was changed.
talk-over = This question is over; nothing was changed.
talk-others = This question is for whoever began it; nothing was changed.
talk-reply-here = In a group, reply to this message so that I hear it.

## Faces: who is it?

face-ask = <b>Who is this?</b>
face-ask-how = Write the name, or choose somebody I know.
face-ask-album =
    { $count ->
        [one] One photo can be used.
       *[other] { $count } photos can be used.
    }
face-which = <b>Whose face do you want to name?</b> Choose a number.
face-which-named = <b>Which of them is { $name }?</b> Choose a number.
face-asked = You are being asked already: write the name, or /cancel.
face-consent = So that I know a face again I keep this picture and 128 numbers measured from it, on this machine only. Please ask people before you name them; /people forgets anybody at any time.
face-preview = Save this face as <b>{ $name }</b>?
face-preview-album = Save these { $count } photos as <b>{ $name }</b>?
face-preview-new = I do not know anybody of that name yet. If it is misspelt, write it again.
face-preview-unlike = ⚠️ It does not look like the other photos of { $name }: is it the same person?
face-preview-like = ⚠️ It looks like { $other }: one may get the name of the other.
face-saved = Saved. I know <b>{ $name }</b> from now on.
face-gone = That face is gone; nothing was saved.
face-save-failed = It could not be saved: { $why } Press Save to try again.
face-none-here = There is no stranger's face to name in this visit.
face-none-seen = No face was seen in this visit, so there is nothing that I could learn from it.
face-visit-gone = That visit is gone from my memory.
face-person-gone = This person is gone.
face-not-kept = I keep no faces of strangers here (STRANGER_DAYS is 0), so there is none to name. Send me a photo instead.
face-reply-how = Reply to the picture of the person with the name, or press <b>Who is it?</b> under it. You can also send me a photo.
face-reply-nothing = I do not know any more whom that picture shows. Reply to a newer one, or send me a photo of { $name }.
face-past =
    { $count ->
        [one] <b>This also looks like an earlier stranger.</b> Rename that one to { $name } too?
       *[other] <b>This also looks like { $count } earlier strangers.</b> Rename them to { $name } too?
    }
face-past-more =
    { $count ->
        [one] and once more
       *[other] and { $count } times more
    }
face-past-done =
    { $count ->
        [one] Done: 1 more visit is { $name }’s.
       *[other] Done: { $count } more visits are { $name }’s.
    }
face-past-left = Left as they are.
button-rename-them = Rename them
button-leave-them = Leave them

name-empty = Write the name as text, for example: Grace
name-too-long = That is too long for a name; up to { $most } letters, please.
name-unknown = Nobody can be called “{ $name }”: that word means that no face was seen.
name-forbidden = A name cannot hold / \ : * ? " &lt; &gt; | nor begin with a dot or _. Try without.
name-no-letter = A name needs at least one letter.
name-taken = There is somebody called { $name } already. Choose another name; if both are one person, the owner can merge them in /people.

## Faces: not Grace

not-whom = <b>Who was it not?</b>
not-done = Noted: that was not { $name }.
not-nobody = This visit has no such name any more.

## Faces: photos sent in the chat

photo-too-large = This file is larger than the 20 MB that Telegram hands me. Send it as a photo instead of a file: then it is made smaller.
photo-none = I cannot find a face on it. Best is one person, looking at the camera, in good light.
photo-poor = I found a face, but it { $flaw }. Best is one person, close, looking at the camera, in good light.
photo-all-poor = I found { $count } faces, but none that would do: the best one { $flaw }.
photo-unreadable = I cannot use this photo: { $why }.
photo-not-now = I cannot look at photos just now. Please send it again in a moment.
photo-left-out = Left out of the album: { $what }.
photo-part-none = photo { $number } (no face)
photo-part-several = photo { $number } (several faces)
photo-part-poor = photo { $number } (the face { $flaw })
photo-part-other = photo { $number } (somebody else?)
photo-part-unreadable = photo { $number } ({ $why })
photo-album-none = None of these { $count } photos can be used. Best is one person, looking at the camera, in good light.
photo-in-private = Send me photos in our private chat, please: there I can learn a face from them.
photo-no-picture =
    { $kind ->
        [document] This file is no picture. I learn a face from a photo: JPEG, PNG or WebP.
        [sticker] A sticker shows me no face. I learn one from a photo: JPEG, PNG or WebP.
        [voice] I cannot listen to voice messages. Write to me, please; /help lists what you can say.
        [video] I cannot take faces from videos. I learn one from a photo: JPEG, PNG or WebP.
       *[other] I can do nothing with that. I learn a face from a photo: JPEG, PNG or WebP.
    }

refused-no-face = I cannot find a face on it
refused-several = there are { $count } faces on it, and I need one alone
refused-flaw = the face { $flaw }
why-heic = HEIC photos cannot be read; send it as JPEG
why-huge = it has too many pixels; 60 megapixels are the most
why-unreadable = it is no picture that I can read

flaw-small = is only { $pixels } pixels wide, and I need at least { $least }
flaw-cut = is cut off at the border of the photo
flaw-dark = is too dark
flaw-blurred = is blurred
flaw-turned = is turned away from the camera

## People

people-title = <b>People I know</b>
people-nobody = I do not know anybody yet. Send me a photo of somebody, or press <b>Who is it?</b> under a visit.
people-line = <b>{ $name }</b>: { $photos }, { $seen }
people-photos =
    { $count ->
        [0] no photo
        [one] 1 photo
       *[other] { $count } photos
    }
people-seen = last seen { $when }
people-never-seen = not seen yet
people-may-open = 🔓 may be let in by face
button-strangers = Strangers ({ $count })
button-photos = Photos
button-visits = Visits
button-rename = Rename
button-merge = Merge
button-forget = Forget
button-add-photo = Add a photo
button-delete-photo = Delete
button-may-open = May open…
button-names-only = Names only
button-back = Back
button-name-all = Name all
button-people = People

person-photo = <b>{ $name }</b>, photo { $number } of { $count }
person-photo-opens = 🔓 Counts for opening the door.
person-photo-names = Names only; it opens nothing.
person-photo-refused = Not used: { $why }
person-photo-none = There is no photo of { $name } yet.
person-photo-gone = This photo is gone.
person-photo-sure = <b>Delete this photo of { $name }?</b> It cannot be taken back.
person-photo-deleted = Deleted.
person-delete-opens = This photo counts for opening the door: only the owner may delete it.
person-add-how = Send me a photo of <b>{ $name }</b>: alone, looking at the camera, in good light.
person-visits-none = { $name } has not been seen yet.

rename-how = What shall <b>{ $name }</b> be called from now on?
rename-opens = Their photos will open nothing any more, until you say so again.
rename-owners = The face of { $name } may open the door: only the owner may rename them.
rename-done = { $former } is called <b>{ $name }</b> now, in the history too.
rename-opens-done = Their photos open nothing until you say so again.

merge-whom = <b>Who is the same person as { $name }?</b> { $name } goes, and the other one gets all photos and visits.
merge-nobody = There is nobody else to merge with.
merge-sure = <b>Merge { $name } into { $other }?</b> All photos and visits of { $name } become { $other }’s. It cannot be taken back. Neither face opens the door until you say so again.
merge-done = { $name } and <b>{ $other }</b> are one now.

forget-sure = <b>Forget { $name }?</b> This erases { $photos }, the pictures of the face from { $visits }, what was measured of them, and the name everywhere in the history: those visits become a stranger’s. It cannot be taken back.
forget-visits =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }
forget-stays = The pictures of the visits themselves stay, and so do messages older than two days in this chat: delete those here. My backups of the last { $days } days hold { $name } until they are replaced; whoever restores one here forgets { $name } again with it. Copies that left this machine, with /backup for example, hold { $name } until you delete them.
forget-done = { $name } is forgotten.

open-private = What a face may open is said in our private chat only.
open-sure = <b>Shall this photo open the door to { $name }?</b>
open-beside = It is the framed one; the others are the photos of { $name } that I have.
open-first = It is the only photo of { $name }: look closely whether it is really them.
open-unlike = ⚠️ <b>This photo does not look like the others</b>: it lies { NUMBER($distance, minimumFractionDigits: 2, maximumFractionDigits: 2) } from the nearest one, and up to { NUMBER($limit, minimumFractionDigits: 2, maximumFractionDigits: 2) } is usual. Are you sure that it is { $name }?
open-how = Whoever is recognised by it, alive and alone, would be let in. Nothing opens unless you switch it on for this person: <b>May open</b> under /people.
open-done = This photo counts for opening the door to { $name } now. Whether the face may open at all is said under /people: <b>May open</b>.
open-not = This photo only names from now on.
open-poor = There is no face on this photo that could open.

## Strangers who come back

strangers-title = <b>Strangers</b>
strangers-none = No stranger’s face is known here.
strangers-none-kept = No faces of strangers are kept here (STRANGER_DAYS is 0).
strangers-kept = Kept for { $days } days after each visit.
stranger-week =
    { $count ->
        [one] seen once this week
       *[other] seen { $count } times this week
    }
stranger-all =
    { $count ->
        [one] seen once
       *[other] seen { $count } times
    }
stranger-usually = usually around { $clock }
stranger-last = last { $when }
stranger-gone = This stranger’s face is gone.

## Visits: the message of an alert, and the buttons under it

seen-somebody = Somebody
seen-stranger = Stranger
seen-strangers =
    { $count ->
        [one] 1 stranger
       *[other] { $count } strangers
    }
seen-more-known = { $count } more I know
seen-picture = { $name }, a picture?
# What the detector calls it is English.
seen-thing = { $label }
visit-motion = 🚶 <b>{ $camera }</b> · { $when }
visit-rang = 🔔 <b>{ $camera }</b> rang · { $when }
visit-span = { $start } to { $clock }
visit-events = { $when } ({ $count } events)
visit-more-lately = { $count } more in the last minute
visit-clip-coming = The clip is on its way…
visit-ring-coming = Somebody rang. The clip is on its way…
visit-ring-failed = Somebody rang, but the clip could not be looked at. <b>Why</b> says more.
visit-ring-nobody = Somebody rang; nobody is to be seen on the clip.
visit-ring-unseen = The clip of the ring could not be looked at. <b>Why</b> says more.
visit-late = ⏳ seen { $ago } when Latchkey heard of it
visit-late-ring = ⏳ told late: rang { $ago }
visit-rings-now = 🔔 Now somebody rings at <b>{ $camera }</b>, { $clock }.
visit-rings-again = 🔔 Somebody rings again at <b>{ $camera }</b>, { $clock }.
visit-stranger-now = 🚶 Now there is a stranger too at <b>{ $camera }</b>, { $clock }.
door-under-way =
    { $wanted ->
        [unlock] 🔓 being unlocked for { $name }…
       *[lock] 🔒 being locked for { $name }…
    }
door-opened-by = 🔓 opened by { $name }, { $clock }
door-locked-by = 🔒 locked by { $name }, { $clock }
door-not-done =
    { $wanted ->
        [unlock] ⚠️ { $name } asked to unlock at { $clock }: { $detail }
       *[lock] ⚠️ { $name } asked to lock at { $clock }: { $detail }
    }
door-nobody-named = the owner
door-outcome-unknown = the outcome is unknown
visit-over-who = This visit is over, but its picture still takes a name: reply to it with the name. /events has it too.
visit-over = This visit is over. /events still has it, with Clip and Why.
visit-gone = This visit is gone; nothing was done.
visit-copy = This is a copy. Press the button under the message that I sent.

## History: events, pages of them, and answers to questions

event-line = { $icon } <b>{ $when }</b> { $seen }
event-line-at = { $icon } <b>{ $when }</b> { $camera }: { $seen }
event-demo = demo
event-unseen = being looked at
event-failed = could not be looked at
event-nobody = nobody to be seen
event-motion = { $icon } <b>{ $camera }</b> · { $when }
event-rang = { $icon } <b>{ $camera }</b> rang · { $when }
event-number = <i>Event { $number }</i>
event-told = You were told.
event-untold = Nobody was told.
event-trouble = ⚠️ { $error }
event-made-up = Made up for the demo.
event-gone = This event is gone.
shown-already = It is here already, just below.
event-no-picture = no picture

why-which = Which event? Its number stands under it when you open it in /events. For example: <code>/why 12</code>

button-all = All
button-only-strangers = Strangers
button-dings = Rings
button-today = Today
button-show = Show them
# Before the name of a filter that is on.
button-on = ✓ { $label }

history-somebody-gone = Somebody forgotten
history-place = { $camera }
history-subject =
    { $subject ->
        [stranger] Strangers
        [ding] Rings
        [no-face] Without a face
        [starred] Starred
        [held] Held back
       *[all] At the door
    }
history-things =
    { $label ->
        [person] People
        [dog] Dogs
        [cat] Cats
        [car] Cars
        [bicycle] Bicycles
        [motorcycle] Motorcycles
        [truck] Trucks
        [bus] Buses
        [bird] Birds
        [horse] Horses
       *[other] { $label }
    }
history-period = { $words } ({ $dates })
history-since = since { $date }
history-span = { $begin } to { $end }
history-about-all = <b>So far</b>{ $place }:
history-about = <b>{ $words }</b> ({ $dates }){ $place }:
history-empty = Nothing to show here.
history-nothing = Nothing has happened at the door yet. When somebody comes, it stands here.
history-none-yet = Nobody has come yet. When somebody does, it stands here.
history-which = Which event? Its number stands under it when you open it in /events. For example: <code>/event 12</code>
history-no-event = There is no event { $number }. /events shows those that are there.
history-count =
    { $subject ->
        [stranger]
            { $count ->
                [0] no visit by a stranger
                [one] 1 visit by a stranger
               *[other] { $count } visits by strangers
            }
        [starred]
            { $count ->
                [0] nothing starred
                [one] 1 starred event
               *[other] { $count } starred events
            }
        [ding]
            { $count ->
                [0] nobody rang
                [one] somebody rang once
               *[other] somebody rang at { $count } visits
            }
       *[all]
            { $count ->
                [0] nobody came
                [one] 1 visit
               *[other] { $count } visits
            }
    }
history-count-person =
    { $count ->
        [0] { $name } was not here
        [one] { $name } was here once
       *[other] { $name } was here { $count } times
    }
history-count-thing =
    { $count ->
        [0]
            { $label ->
                [dog] no dog
                [cat] no cat
                [car] no car
                [bicycle] no bicycle
                [motorcycle] no motorcycle
                [truck] no truck
                [bus] no bus
                [bird] no bird
                [horse] no horse
               *[other] no { $label }
            }
        [one]
            { $label ->
                [dog] a dog once
                [cat] a cat once
                [car] a car once
                [bicycle] a bicycle once
                [motorcycle] a motorcycle once
                [truck] a truck once
                [bus] a bus once
                [bird] a bird once
                [horse] a horse once
               *[other] { $label } once
            }
       *[other]
            { $label ->
                [dog] a dog { $count } times
                [cat] a cat { $count } times
                [car] a car { $count } times
                [bicycle] a bicycle { $count } times
                [motorcycle] a motorcycle { $count } times
                [truck] a truck { $count } times
                [bus] a bus { $count } times
                [bird] a bird { $count } times
                [horse] a horse { $count } times
               *[other] { $label } { $count } times
            }
    }
history-who-person =
    { $count ->
        [one] { $name } (1 visit)
       *[other] { $name } ({ $count } visits)
    }
history-who-strangers =
    { $count ->
        [one] strangers (1 visit)
       *[other] strangers ({ $count } visits)
    }
history-yes = yes, { $said }
history-no = no, { $said }
history-latest = Latest { $when } ({ $camera }).
history-last =
    <b>{ $title }</b>: last <b>{ $when }</b> ({ $camera }){ $some ->
        [0] .
       *[other] : { $seen }.
    }
history-never = <b>{ $title }</b>: not seen yet.
history-not-understood = I did not understand “{ $words }”.
history-meant = Did you mean “{ $near }”?
history-examples = Try: <code>/events today</code>, <code>/events strangers march</code>, or ask: <code>who came yesterday?</code>
history-one-at-a-time = One at a time, please: one person or kind, one camera, one time. For example: <code>/events strangers yesterday evening</code>
history-time-future = “{ $words }” is still to come; I only know what has been. For example: <code>/events yesterday</code>
history-time-backwards = “{ $words }” ends before it begins. For example: <code>/events last 3 days</code>
history-time-too-long = “{ $words }” is longer ago than I look back, which is 20 years. For example: <code>/events march</code>
history-time-no-such-day = There is no “{ $words }” in the calendar or on the clock. For example: <code>/events 12 november</code>

## Clip: the recording, fetched from Ring again

clip-caption = 🎬 <b>{ $camera }</b> · { $when }
clip-one-of = The best of { $count } clips of this visit; /events has the others.
clip-cut = Only its first { $seconds } seconds: Telegram does not take more.
clip-coming = The clip is on its way.
clip-here = The clip is here already: it answers this message.
clip-made-up = This was made up for the demo: there is no clip of it.
clip-gone = Ring no longer has this clip. The picture and what was seen stay in /events.
clip-not-yet = Ring does not have this clip yet. Press <b>Clip</b> again in a moment.
clip-unusable = What Ring gives for this is no clip that can be played.
clip-login = Ring wants a new login before it gives clips: run <code>latchkey login</code> on the doorman’s machine.
clip-ring-away = Ring does not answer. Press <b>Clip</b> again in a minute.
clip-not-taken = Telegram did not take the clip. Press <b>Clip</b> again in a minute.
clip-failed = The clip could not be brought, and why is in the log. Press <b>Clip</b> again in a minute.
clip-not-yours = Clips are for residents.

## Why: what was seen, how it was decided, and what became of the message

why-frames =
    { $count ->
        [0] the clip
       *[other] { $some } of { $count } frames
    }
why-thing = { $thing } (score { $score })
why-seen = On { $frames } I saw: { $things }.
why-seen-somebody = On { $frames } I saw somebody.
why-seen-nobody = On { $frames } I saw nobody and nothing.
why-made-up = This was made up for the demo: there is no clip of it, and nobody was told.
why-no-detector-here = People are found by their faces alone: the person detector cannot be used.
why-failed = The clip could not be looked at: { $error }
why-waiting = The clip is still to be looked at.
why-waiting-because = The clip is still to be looked at: { $error }
why-named = { $name }: the face is { $distance } from known photos; up to { $limit } gives the name.
why-named-by-you = { $name }: named in the chat.
why-no-face = No face was to be seen.
why-nobody-enrolled = I know no face yet, so nobody was named.
why-too-far = The nearest known person is { $distance } away; up to { $limit } would give a name.
why-or-a-stranger = It could be { $name } or somebody else: too alike, so nobody was named.
why-too-alike = It could be { $one } or { $other }: too alike, so nobody was named.
why-strangers =
    { $count ->
        [one] 1 person I do not know.
       *[other] { $count } people I do not know.
    }
why-the-stranger = The stranger
why-is-alive = { $name }: a living face ({ $score }).
why-is-picture = { $name }: a picture, not a living face ({ $score }).
why-damaged = Seen as far as it goes, for the clip is damaged: { $damage }
why-may-not-open = { $name } may not open by face, so nothing was opened.
why-of = { $name }: { $reasons }.
why-for = For opening: { $reasons }.
why-against = Against opening, so nothing was opened: { $reasons }.
why-unlock = Enough to open: { $reasons }.
why-close = the face is close enough ({ $distance }, at most { $limit })
why-not-close = the face is not close enough ({ $distance }, at most { $limit })
why-clear = clearly nobody else (margin { $margin }, at least { $limit })
why-not-clear = it could be somebody else (margin { $margin }, at least { $limit })
why-enough-faces =
    { $count ->
        [one] 1 face within { $limit }
       *[other] { $count } faces within { $limit }
    }
why-few-faces = only { $count } within { $limit }, and { $needed } faces are needed
why-agree = { $some } of { $count } faces agree
why-live = alive ({ $score })
why-live-plain = alive
why-not-alive =
    { $what ->
        [picture] a picture, not a living face: { $reasons }
       *[unproven] not proven alive: { $reasons }
    }
why-somebody-unseen = somebody else may be there whose face was not seen
why-somebody-unknown = somebody else is there whom I do not know
why-somebody-left-out = somebody else is there, left out by IGNORE_ZONES or LABEL_RULES
why-too-unsure = { $name } is there too, and not surely enough
why-out-of-view = out of view for { $seconds } s, when somebody else may have come
why-faceless = no face for { $seconds } s, when somebody else may have taken their place
why-blind = { $seconds } s of the clip in one piece were not looked at
why-no-detector = without a detector nobody can say who else is there
why-damage-hides = what the damaged clip does not show may hide somebody
why-not-switched-on = { $name }’s face is not switched on to open
why-may-open = { $name }’s face may open
why-pass = { $name } has a pass until { $until }
why-photos-only-name = it is not surely { $name } by the photos that may open the door
why-camera = no face may open at this camera
why-late = it was found late, or after a restart
why-hours = outside the hours in which a face may open
why-snoozed = this camera is snoozed for everybody
why-clock = the clip ends { $seconds } s in the future, so a clock is wrong
why-fresh = seen { $seconds } s ago (at most { $limit } s)
why-stale = seen { $seconds } s ago, which is more than { $limit } s
why-cooldown-over = no opening shortly before
why-cooldown = the door was opened a moment ago: { $seconds } s of cooldown were left
why-dry-run = opening by face is only tried out
why-life-not-checked = whether it lives was not looked at
why-life-no-face = no face was looked at
why-life-nets =
    { $count ->
        [one] living by { $score } on 1 face (at least { $limit } needed)
       *[other] living by { $score } on { $count } faces (at least { $limit } needed)
    }
why-life-few = { $count } faces of { $pixels } px or more, { $needed } are needed
why-life-dark = too dark or without colour to tell a living face
why-life-no-pair = no two frames show the head well enough to compare
why-life-moved = the head moved { $share } % of its width against what is around it, in { $some } of { $count } comparisons
why-life-carried = the head moved { $share } % of its width together with what is around it, in { $some } of { $count } comparisons
why-life-not-flat = over seconds the face was not flat, in { $some } of { $count } comparisons
why-life-still = the head stood still (it moved { $share } % of its width)
why-life-shaken = the whole picture moved: the camera, or a picture that fills the view
why-life-flat = the face moved like something flat ({ $share } % of its width left over)
why-life-hardly = the head was hardly seen to move before what stays behind it
why-life-framed = straight edges went with the head or cut it off, as a frame does
why-door =
    { $action ->
        [unlocked] 🔓 The door was opened for this.
        [locked] 🔒 The door was locked for this.
        [jammed] ⚠️ The lock jammed on a command for this.
       *[unknown] ⚠️ A command went to the lock for this; what it did is not known.
    }
why-told-ring = It is told because somebody rang: a ring always is.
why-told-somebody = Somebody was there, and that is told.
why-not-told-failed = What cannot be looked at is not told, unless somebody rang.
why-not-told-yet = Whether it is told depends on what is to be seen.
why-not-told-things = Nobody was there, only { $things }: that is not told.
why-not-told-nobody = Nobody was there, so nobody was told.
why-here-told = You were told { $time }.
why-here-behind = You were told { $time }; the rest of it is on its way.
why-here-heard =
    { $kind ->
        [ding] A second message told of the ring { $time }.
       *[stranger] A second message told of the stranger { $time }.
    }
why-here-given-up = Not told here, Telegram did not take it: { $error }
why-here-failed =
    { $count ->
        [one] Not told here yet, one try failed: { $error }
       *[other] Not told here yet, { $count } tries failed: { $error }
    }
why-here-coming = The message is on its way.
why-here-waits = The message waits until { $time }: of one camera you hear only a few times a minute.
why-here-not-listening = This chat does not hear of visits.
why-here-other-cameras = This chat hears of other cameras only.
why-here-nothing = Nothing was told in this chat.
why-told-others = Also told: { $chats }.
why-more =
    { $count ->
        [one] 1 more event of this visit is in /events.
       *[other] { $count } more events of this visit are in /events.
    }
why-said = That is said already, just below.

## Quiet

quiet-everything = Everything
quiet-until = until { $time }
quiet-until-ended = until further notice
quiet-for-everybody = { $until }, for everybody

snooze-none = 🔔 <b>Nothing is snoozed in this chat.</b> I tell you of visits as they happen.
snooze-open = 🔕 <b>Snoozed in this chat</b>
snooze-line = • <b>{ $what }</b> { $until }
snooze-quiet-now = 🌙 Quiet hours { $until }: /quiet
snooze-how = Silence everything with a button, or write what and how long:
snooze-example-camera = <code>/snooze { $name } 2h</code>
snooze-example-time = <code>/snooze until 7am</code>
snooze-example-person = <code>/snooze { $name }</code>
snooze-all-of-it = everything
snooze-begun =
    🔕 { $kind ->
        [all] I am quiet here { $until }.
        [camera] <b>{ $what }</b> is snoozed { $until }.
       *[person] Visits of <b>{ $what }</b> alone are not told { $until }.
    }
snooze-still-told =
    { $dings ->
        [0] { $strangers ->
            [0] What the lock does is still told.
           *[1] Strangers and what the lock does are still told.
        }
       *[1] { $strangers ->
            [0] Rings and what the lock does are still told.
           *[1] Rings, strangers and what the lock does are still told.
        }
    }
snooze-everybody-told = 🔕 { $user } has snoozed <b>{ $what }</b> for everybody { $until }. What the lock does is still told.
snooze-ask = 🔕 <b>Snooze what, and for how long?</b>
snooze-ask-this = 🔕 <b>Snooze { $what }: for how long?</b>
snooze-which = Which one do you mean by “{ $name }”?
snooze-nobody-like = I know no camera and nobody called “{ $name }”. Did you mean <b>{ $nearest }</b>?
snooze-nobody =
    I know no camera and nobody called “{ $name }”. { $known ->
        [0] Write for example: <code>/snooze 8h</code>
       *[other] I know { $names }. Write for example: <code>/snooze { $example }</code>
    }
snooze-no-time = I cannot read “{ $text }” as a time. Write for example: <code>/snooze 8h</code>, <code>/snooze until 7am</code> or <code>/snooze 3 days</code>
snooze-past = “{ $text }” is in the past. Write how long from now, for example: <code>/snooze 3h</code>
snooze-too-far = “{ $text }” is too long: a year is the most. To hear less for good, use /settings; for a while, write for example: <code>/snooze 30 days</code>
snooze-strangers = Strangers and unknown faces have no name to snooze. To silence everything, write for example: <code>/snooze 8h</code>. Which visits you hear of is in /settings.
snooze-unchanged = Nothing was snoozed.
snooze-is-over = That snooze is over.
snooze-ended-now = Ended.
snooze-not-yours = It was snoozed for everybody: only the owner of the door ends it.
button-snooze-1h = 1 h
button-snooze-8h = 8 h
button-snooze-morning = until 07:00
button-snooze-chosen = ✓ { $what }
button-snooze-all = All cameras
button-snooze-end = End: { $what }
button-snooze-end-this = End it
button-snooze-everybody = For everybody
button-show-held = Show them

quiet-over =
    { $kind ->
        [hours] 🔔 The quiet hours are over.
        [all] 🔔 The snooze is over.
       *[thing] 🔔 The snooze of <b>{ $what }</b> is over.
    }
quiet-late = It ended at { $time }, while I was not running.
held-none = Nothing was held back.
held-some =
    <b>{ $visits } held back{ $strangers ->
        [0] { "" }
        [one] , 1 stranger
       *[other] , { $strangers } strangers
    }{ $rings ->
        [0] { "" }
        [one] , 1 ring
       *[other] , { $rings } rings
    }</b>{ $events ->
        [0] .
       *[other] { " " }({ $events } events).
    }
held-gone = Those events are gone.
held-by =
    { $reason ->
        [choice] Not told here: this chat does not hear of such visits.
        [quiet_hours] Held back by the quiet hours { $until }.
        [house] Held back by the snooze for everybody { $until }.
       *[snooze] Held back by your snooze { $until }.
    }

quiet-hours-none = 🌙 <b>No quiet hours in this chat.</b>
quiet-hours-open = 🌙 <b>Quiet hours of this chat</b>
quiet-hours-line = { $days }: { $span }
quiet-hours-all-day = all day
quiet-hours-now = It is quiet now, until { $time }.
quiet-hours-how =
    Choose, or write for example:
    <code>/quiet weekdays 22:00-6:30</code>
    <code>/quiet sat sun 23:00-9:00</code>
    <code>/quiet sunday off</code>
quiet-hours-unread = I cannot read “{ $text }” as quiet hours. Write for example: <code>/quiet weekdays 22:00-6:30</code>, <code>/quiet 23-7</code> or <code>/quiet off</code>
button-quiet-nights = Every night 22:00–07:00
button-quiet-week = Mon–Fri 22:00–06:30
button-quiet-off = No quiet hours
button-pierce-dings =
    { $on ->
        [1] ✓ Rings come through
       *[0] Let rings through
    }
button-pierce-strangers =
    { $on ->
        [1] ✓ Strangers come through
       *[0] Let strangers through
    }

## Charts, numbers and the weekly digest

rhythm-title = When your door is busy
rhythm-activity-title = Visits, { $span }
rhythm-digest-chart = The past week at your door

# What is written on a chart. The date's braces are filled in later, by day and month.
rhythm-chart-date = { $day } { $month }
rhythm-chart-visits = visits
rhythm-chart-known = known
rhythm-chart-strangers = with strangers
rhythm-chart-average = 7-day mean
rhythm-chart-week = by week
rhythm-chart-month = by month
rhythm-chart-nothing =
    { $fresh ->
        [1] No visits yet
       *[0] No visits
    }
rhythm-chart-soon = The first one will show here

rhythm-span =
    { $days ->
        [1] past day
       *[other] past { $days } days
    }
rhythm-span-ever = since the beginning
rhythm-span-since = since { $day }
rhythm-within =
    { $days ->
        [1] in the past day
       *[other] in the past { $days } days
    }
rhythm-within-ever =
    { $fresh ->
        [1] at this door
       *[0] since the first day
    }

rhythm-days =
    { $days ->
        [w] weekdays
        [e] weekends
       *[a] all days
    }
rhythm-strangers = strangers
rhythm-rings = rings at the bell
rhythm-somebody-gone = somebody who was forgotten
rhythm-camera-gone = a camera that is gone
rhythm-things =
    { $label ->
        [bicycle] bicycles
        [car] cars
        [motorcycle] motorcycles
        [bus] buses
        [truck] trucks
        [bird] birds
        [cat] cats
        [dog] dogs
        [horse] horses
        [sheep] sheep
        [cow] cows
        [bear] bears
       *[other] { $name }
    }

rhythm-visits-most =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }, { $count ->
        [one] on a
       *[other] most on
    } { $weekday ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }{ $count ->
        [one] {""}
       *[other] s
    } at { NUMBER($hour, minimumIntegerDigits: 2) }:00
rhythm-none =
    { $fresh ->
        [1] No visits yet
       *[0] No visits
    } { $span }.
rhythm-visits =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }

rhythm-stats-title = <b>{ $span }</b>
rhythm-stats-visits =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }, { $strangers ->
        [0] none with a stranger
       *[other] { $strangers } with a stranger
    }
rhythm-stats-busiest =
    Busiest: { $weekday ->
        [0] Mondays
        [1] Tuesdays
        [2] Wednesdays
        [3] Thursdays
        [4] Fridays
        [5] Saturdays
       *[6] Sundays
    } at { NUMBER($hour, minimumIntegerDigits: 2) }:00 ({ $count })
rhythm-stats-line = { $icon } { $name }: { $count }
rhythm-stats-rest = { $icon } { $count } more: { $visits }
rhythm-trend =
    { $way ->
        [more] { $percent } % more than in the same time before ({ $before })
        [less] { $percent } % fewer than in the same time before ({ $before })
       *[same] As many as in the same time before
    }
rhythm-trend-from-none = There were none in the same time before.
rhythm-trend-to-none = In the same time before there were { $before }.

rhythm-digest-title = <b>Your door, { $since } to { $until }</b>
rhythm-digest-late =
    <i>This comes late: it was due on { $weekday ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }, { $day }, { $clock }.</i>
rhythm-digest-none = Nobody came this week.
rhythm-digest-new =
    { $count ->
        [one] 1 stranger for the first time
       *[other] { $count } strangers for the first time
    }
rhythm-digest-usual =
    { $kind ->
        [quiet] Quieter than usual
        [noisy] Busier than usual
       *[usual] As usual
    }: { $usual } visits make an ordinary week

rhythm-no-picture = The chart could not be drawn this time; the numbers are right.
rhythm-misread-span = I can show 1 to { $longest } days, or <code>all</code>.
rhythm-misread-two = A chart shows one at a time: one span, one person or thing, one camera.
rhythm-examples = Try <code>/heatmap 90d</code>, <code>/heatmap weekend</code> or <code>/heatmap dogs 2 weeks</code>.
rhythm-stats-examples = Try <code>/stats</code>, <code>/stats 90d</code> or <code>/stats all</code>.
rhythm-only-spans = /stats counts everybody together. A part of them is <code>/heatmap { $text }</code>.

rhythm-button-span = { $days } d
rhythm-button-ever = All
rhythm-button-days =
    { $days ->
        [w] Weekdays
        [e] Weekend
       *[a] All days
    }
rhythm-button-cameras = All cameras
rhythm-button-camera-any = All
rhythm-button-look =
    { $look ->
        [dark] 🌙 Dark
       *[light] ☀️ Light
    }
rhythm-button-who =
    { $who ->
        [strangers] Strangers
        [rings] Rings
       *[everybody] Everybody
    }
rhythm-button-more = More ({ $page }/{ $pages })
rhythm-button-back = Back

## A face opens the door

button-face-may-open = May open
button-face-on = Switch on
button-face-off = Switch off
button-face-night = Also at night
button-face-real = End the trial
command-away = nobody is at home: no face opens the door
people-on-trial = 🔓 on trial: may be let in by face, once the trial is over
door-face-busy = the lock was being moved, or had just been opened
door-face-timeless = Ring does not tell what time it is
door-face-late = too late by { $seconds } s
door-face-refused = This face opens nothing now.
door-opened-to = 🔓 opened to { $name }’s face, { $clock }
facedoor-off = <b>May the face of { $name } open the door?</b> Not now.
facedoor-what = It opens at { $cameras }, to one living person who is alone, surely recognised and still there. Every resident hears of it at once; any doubt becomes a question instead.
facedoor-no-camera = Set UNLOCK_CAMERAS in .env first: at no camera may any face open the door.
facedoor-trial-first = <b>Switch on</b> begins with a week of trial: I only tell what I would have done, and nothing opens. You may end the trial earlier, and switch it off at any time.
facedoor-few = It takes { $least } photos that count for opening; of { $name } there { $photos ->
    [0] is none
    [one] is one
   *[other] are { $photos }
  } so far. Under <b>Photos</b> tap <b>May open…</b> below the good ones.
facedoor-not-from-door = One of the photos that count for opening must be from the door itself ({ $cameras }): name { $name } under an alert from there, then tap <b>May open…</b> below that photo.
facedoor-trial = 🔓 <b>The face of { $name } is on trial until { $until }.</b> I tell what I would have opened; nothing opens yet.
facedoor-on = 🔓 <b>The face of { $name } opens the door.</b>
facedoor-fell = 🔒 The face of { $name } opens nothing any more: too few of the photos are left that count for opening. /people
facedoor-hours = When: { $hours }.
facedoor-all-day = all day
facedoor-night = Not at night, { $begins } to { $ends }.
facedoor-night-too = Also at night, { $begins } to { $ends }.
facedoor-real-sure = <b>End the trial now?</b> From then on the door really opens for the face of { $name }. Look at /stats and the alerts first: what would have been opened stands there.
away-on = 🏝 Away until { $until }, said by { $name }: no face opens the door.
away-on-open = 🏝 Away, said by { $name }: no face opens the door.
away-how-off = <code>/away off</code> when somebody is back.
away-no-time = “{ $text }” is no time that I understand. For example: <code>/away until sunday 18:00</code>
away-nobody = Nobody was away.
away-over = 🏠 Away is over: faces may open the door again.
away-told = 🏝 { $name } said that nobody is at home until { $until }: no face opens the door. <code>/away off</code> ends it.
away-told-open = 🏝 { $name } said that nobody is at home: no face opens the door. <code>/away off</code> ends it.
away-over-told = 🏠 { $name } ended being away: faces may open the door again.
opening-now = 🔓 <b>Opening the door to { $name }…</b>
opening-done = 🔓 <b>Opened the door to { $name }</b> at { $at }.
opening-trouble = ⚠️ <b>The face of { $name } asked for the door:</b> { $detail }
opening-where = { $camera }, { $when }
opening-because = Recognised at { $distance } (at most { $limit }), alive and alone, seen { $seconds } s ago.
opening-ask = ❔ <b>{ $name }? { $confidence }: open?</b>
opening-ask-plain = ❔ <b>{ $name }: open?</b>
opening-ask-somebody = ❔ <b>Open?</b> Nobody is sure any more who it is.
opening-doubt = Not sure: { $reasons }.
opening-would = 🔓 Trial: I would have opened to { $name }.
opening-late = ⏱ Too late by { $seconds } s to open to { $name }.
opening-tally = 🔓 By face: { $parts }
opening-tally-part = { $what ->
    [opened] opened { $count } ×
    [would] would have opened { $count } ×
    [late] too late { $count } ×
   *[asked] asked { $count } ×
  }
settings-night-begins = Night begins
settings-night-ends = Night ends
settings-night-about = At night no face opens the door, unless you allow it for somebody under /people.
settings-face-openings = Openings by face a day
settings-face-openings-about = More often than that no face opens the door from midnight to midnight.
why-few-photos = too few photos of { $name } count for opening, or none of them is from the door
why-no-lock = no lock is set up
why-night = no face opens at night
why-lockdown = there is a lockdown
why-away = everybody is away
why-no-time = Ring does not tell what time it is
why-often = a face has opened { $count } × today, and { $limit } × are allowed
why-withdrawn = that right was withdrawn in the meantime
why-quiet-now = everybody is away, or snoozes, by now
why-opened-meanwhile = somebody opened the door in the meantime
why-often-now = a face has opened as often as it may today
why-pass-over = the pass is over
why-pass-number = pass { $number }
why-pass-face = for a face
why-pass-guest = for a guest
why-pass-bell = for whoever rings
why-pass-window = { $from } to { $until } UTC
why-pass-once = once
why-pass-by-hand = by hand
why-pass-maker = whoever made it may not open any more
why-pass-no-guest = whoever it was for is no guest any more
why-pass-other-face = whose face it was for has changed
why-once-a-visit = a face has opened in this visit before

## The record: /audit

command-audit = what opened the door, and who was allowed to
audit-title = <b>📒 The record</b>
audit-nothing = Nothing is on record yet.
audit-whole =
    { $count ->
        [one] ✅ Its only entry is as it was written.
       *[other] ✅ All { $count } entries are as they were written.
    }
audit-head = Its head is <code>{ $head }</code>.
audit-page-fits = ✅ The entries on this page are as they were written.
audit-page-unsure = ⚠️ Not every entry on this page can be proven to be as it was written; /audit checks all of them.
audit-no-key = ⚠️ The record cannot be checked: its key is gone. Put it back to where AUDIT_KEY_FILE says.
audit-fault-broken = ⚠️ <b>The record is broken before entry { $entry }</b>: something was taken out or put in there.
audit-fault-cut = ⚠️ <b>The record is cut</b>: it had { $entries } entries, the last one there is { $entry }.
audit-fault-key-lost = ⚠️ Entries 1 to { $entry } cannot be checked: their key was lost.
audit-fault-changed = ⚠️ <b>Entry { $entry } is not what was written.</b>
audit-fault-other-key = ⚠️ <b>None of { $entries } entries fits the key</b>: it is another than the one they were written with, or all were changed.
audit-fault-unsealed = ⚠️ <b>Entries 1 to { $entry } are not what was sealed</b> when they were restored: something was changed, taken out or put in there since.
audit-whole-since = ✅ Entries { $first } to { $last } are as they were written.
audit-sealed = 🔏 Entries 1 to { $entry } were restored without their key: nobody here knows whether they are as they were written. They are sealed: a change since then would show.
audit-head-found = ✅ <code>{ $head }</code> is in the record, at this entry:
audit-head-missing = ⚠️ <b><code>{ $head }</code> is not in the record.</b> If a message showed it, the record was cut since, or put back to an older copy: what happened until then is missing here.
audit-how = Give what a message showed as its record, eight digits and letters a to f: <code>/audit 1a2b3c4d</code>. Or an entry’s number: <code>/audit 12</code>. Without anything, /audit shows the newest.
audit-no-entry = There is no entry { $number } in the record.
audit-entry = <b>{ $number }</b> · { $when }: { $said }
audit-entry-changed = ⚠️ <b>Not what was written.</b>
audit-why = <i>{ $reasons }</i>
audit-nobody = Latchkey
audit-forgotten = somebody who was forgotten
audit-asked =
    { $who } told the door to { $wanted ->
        [unlock] unlock
       *[lock] lock
    }{ $how ->
        [button] , with a button
        [command] , with a command
        [pass] , with a pass
       *[other] {""}
    }.
audit-asked-by-itself =
    The door was told to { $wanted ->
        [unlock] unlock
       *[lock] lock
    }{ $how ->
        [face] , by a face
        [pass] , by a pass
        [duty] , at its time
       *[other] {""}
    }.
audit-for = For { $who }.
audit-face = Face distance { $distance }, confidence { $confidence }.
audit-state =
    { $state ->
        [locked] locked
        [unlocked] unlocked
        [jammed] jammed
       *[unknown] not known
    }
audit-states = Before: { $before }; after: { $after }.
audit-before = It was { $state }.
audit-after = Then: { $state }.
audit-outcome =
    { $wanted ->
        [unlock] { $outcome ->
            [done] The door was unlocked.
            [not-done] The door did not unlock.
            [not-sent] Nothing was sent to the door.
           *[not-known] What the door did is not known.
        }
       *[lock] { $outcome ->
            [done] The door was locked.
            [not-done] The door did not lock.
            [not-sent] Nothing was sent to the door.
           *[not-known] What the door did is not known.
        }
    }
audit-face-decision = The face of { $who } asked for the door; { $outcome }.
audit-refused =
    { $who } wanted the door to { $wanted ->
        [unlock] unlock
       *[lock] lock
    }; refused: { $reason ->
        [lockdown] lockdown
        [right] without the right to
        [pass] without a pass that is valid
        [proof] without their PIN or code
        [late] the lock was busy for too long
        [face] the right was withdrawn meanwhile
        [quiet] everybody was away, or snoozed
        [cooldown] somebody had opened shortly before
        [often] as often as a face may in a day
        [visit] a face had opened in this visit before
       *[other] { $reason }
    }.
audit-role-given =
    { $by } made { $who } { $role ->
        [owner] the owner
        [resident] a resident
       *[guest] a guest
    }.
audit-role-taken =
    { $who } is { $role ->
        [owner] the owner
        [resident] a resident
       *[guest] a guest
    } now, { $how ->
        [invite] by an invite
        [code] by the pairing code
        [setting] as OWNER_ID says
       *[machine] by a command on the machine
    }.
audit-removed = { $by } removed { $who } from the household.
audit-door-given = { $by } gave { $who } the right to open and lock.
audit-door-withdrawn = { $by } took the right to open and lock from { $who }.
audit-invite =
    { $by } made an invite for a { $role ->
        [resident] resident
       *[guest] guest
    }.
audit-invite-withdrawn =
    { $by } withdrew an invite for a { $role ->
        [resident] resident
       *[guest] guest
    }.
audit-photo-opens = { $by } let a photo of { $who } open the door; such photos now: { $count }.
audit-photo-stops = { $by } took away that a photo of { $who } opens the door; such photos left: { $count }.
audit-face-opens = { $by } allowed a face to open the door: { $who }.
audit-face-stops = { $by } took away that a face opens the door: { $who }.
audit-renamed = { $by } gave somebody another name: { $who }. Nothing of theirs opens from then on.
audit-merged = { $by } merged two people into one: { $who }. Nothing of theirs opens from then on.
audit-forgot = { $by } had somebody forgotten.
audit-pass =
    { $outcome ->
        [used] A pass was used, confirmed by { $by }.
        [returned] A pass was given back: nothing was sent to the door.
        [revoked] A pass ended before its time: { $by } withdrew it.
        [expired] A pass expired.
       *[made] { $by } gave a pass.
    }
audit-lockdown = { $by } began a lockdown: nothing opens.
audit-lockdown-off = { $by } ended the lockdown.
audit-code-set = { $by } set a PIN or one-time codes for opening.
audit-code-removed = { $by } removed a PIN or one-time codes for opening.
audit-code-refused = Too many wrong codes of { $who }: none is taken for an hour.
audit-setting = { $by } changed a setting about opening: { $what }.
audit-restored = From here on this is a restored copy, of { $when }: what was entered after that is missing.
audit-new-key = From here on the record has another key.
audit-new-key-sealed = From here on the record has another key: the restored copy came without its own. What is before this is sealed; it ended with <code>{ $head }</code>.
audit-other = { $by }: { $what }.

command-diag = a file for whoever is to help you, without secrets
diag-caption = How I am, for whoever is to help you: versions, settings, sizes and recent trouble. No secret is in it, and nobody’s name; read it before you pass it on.

## Passes: who is expected

button-revoke = Revoke
button-revoke-one = Revoke: { $name }
button-let-in-one = Let in: { $name }
button-whoever = Whoever rings
button-by-face = { $name } (face)
button-by-guest = { $name } (guest)
button-pass-1h = 1 h
button-pass-4h = 4 h
button-pass-day = Until midnight
button-pass-once = Once
command-expect = let somebody in who is to come: a pass for a while
command-passes = who is expected, and Revoke

pass-how =
    🎟 <b>Whom do you expect?</b>
    Choose, or write who and when:
    <code>/expect { $name } today 14-16</code>
    <code>/expect courier tomorrow 9-12 once</code>

    A face opens by itself where the owner has switched that on, a guest of the household may use /unlock and /lock, and for whoever else rings I ask those who may open. It is over by itself; /passes lists it.
pass-nobody-yet = Grace
pass-somebody = somebody
pass-ask-who = 🎟 <b>Whom do you expect?</b> { $window }
pass-ask-when =
    🎟 <b>When do you expect { $name }?</b> From now on, or written out:
    <code>/expect { $name } tomorrow 9-12</code>
pass-which = 🎟 <b>Who is “{ $name }”?</b> Only one of these is let in by it.
pass-nearly = 🎟 I know nobody called “{ $name }”. <b>Who is meant?</b>
pass-window = { $from }–{ $until }
pass-window-days = { $from } – { $until }
pass-until = until { $until }
pass-made =
    { $kind ->
        [face] 🎟 <b>{ $name }</b> is expected { $window }.
        [guest] 🎟 <b>{ $name }</b> is expected { $window } and may use /unlock and /lock then.
       *[bell] 🎟 <b>{ $name }</b> is expected { $window }. When the bell rings then, I ask those who may open.
    }
pass-by-face =
    { $way ->
        [opens] Their face opens the door then, if it is surely theirs and everything else speaks for it; else I ask those who may open.
        [night] Their face opens the door then, but not at night ({ $night }); else I ask those who may open.
        [off] Their face does not open the door: when they come, I ask those who may open. The owner switches it on: /people, <b>May open</b>.
        [few] Too few photos of them count for opening, so their face opens nothing: when the bell rings, I ask those who may open.
       *[door] At no camera may a face open (UNLOCK_CAMERAS): when the bell rings, I ask those who may open.
    }
pass-made-once = It is for once: the first use ends it.
pass-not-made = Nothing was made.
pass-asked-before = This was answered, or it is too late. Write /expect again.
pass-list = 🎟 <b>Expected</b>
pass-none = 🎟 Nobody is expected. Write for example: /expect courier tomorrow 9-12 once
pass-lately = <b>Over since yesterday</b>
pass-line =
    • <b>{ $name }</b> { $kind ->
        [face] (face)
        [guest] (guest)
       *[bell] (whoever rings)
    } { $window }{ $once ->
        [0] {""}
       *[1] , once
    }; made by { $maker }
pass-line-used = { $line }; { $who }, { $when }
pass-line-over =
    { $line }; { $state ->
        [used] used up
        [revoked] revoked
        [void] void: { $maker } may not open any more
       *[over] over
    }
pass-use-by = used by { $name }
pass-use-face = used by their face
pass-revoked = 🎟 The pass for <b>{ $name }</b> is revoked; it lets nobody in any more.
pass-revoked-by = 🎟 { $who } has revoked the pass for <b>{ $name }</b>.
pass-told-guest = 🎟 { $maker } expects you { $window }. Within that time you may use /unlock and /lock.
pass-told-guest-once = 🎟 { $maker } expects you { $window }. Within that time you may use /unlock once, and /lock.
pass-told-guest-revoked = 🎟 Your pass of { $maker } was revoked: /unlock and /lock are not yours any more.

pass-bell = 🔔 The bell rang; you expect { $names }.
pass-expected = <b>{ $name }</b> ({ $until })
pass-bell-where = { $camera } · { $when }
pass-question = For { $names }, whom you expect.
pass-needed = A guest opens and locks only inside a pass, and there is none now. Ask a resident: they write /expect with your name.
pass-none-valid = There is no pass by which this may open now.
pass-not =
    { $state ->
        [coming] This pass is not valid yet: { $window }. Nothing was opened.
        [over] This pass is over; nothing was opened.
        [revoked] This pass was revoked; nothing was opened.
        [void] { $maker }, who made this pass, may not open any more; nothing was opened.
       *[used] This pass was for once, and it was used ({ $who }, { $clock }). Nothing more was opened.
    }
pass-first = { $who } was first ({ $clock }); nothing more was sent. If they wait still, press Let in when it rings again, or write /unlock.
pass-gone = This pass is gone.
pass-face = a face

pass-no-time = I cannot read “{ $text }” as a time. Write from when until when, for example: <code>/expect courier tomorrow 9-12 once</code>, <code>/expect Grace today 14-16</code>, <code>/expect Grace 8h</code>
pass-wrong =
    { $why ->
        [past] “{ $text }” is over already. Write a time that is to come, for example: <code>/expect Grace tomorrow 9-12</code>
        [too-long] “{ $text }” is too long: { $days } days are the most. For longer, let the owner invite them: /invite
        [too-far] “{ $text }” is too far ahead: { $days } days are the most. Make the pass when it is nearer.
        [no-end] “{ $text }” is one hour: from when until when? For example: <code>/expect Grace today 14-16</code> or <code>/expect Grace until 18:00</code>
       *[no-time] “{ $text }” ends when it begins, or before. For example: <code>/expect Grace today 14-16</code>
    }
pass-again = A pass is for one window and does not come again by itself. Write the next one, for example: <code>/expect cleaner monday 9-12</code>
pass-unmade =
    { $why ->
        [right] Only who may open the door may let others in.
        [gone] They do not belong to this house any more; nothing was made.
        [over] That time is over by now; nothing was made.
       *[many] There are { $most } passes already, which is the most. Revoke one first: /passes
    }

## Who knocks, and what makes the door safe

second-hand = This is not your own word: it was forwarded, or came from another bot. Write it yourself.
knocks =
    { $count ->
        [one] 🔔 1 stranger has
       *[other] 🔔 { $count } strangers have
    } written to me since I told you last. They got no answer. If you know them: /invite lets somebody in.
knocks-many = 🔔 At least { $count } strangers have written to me since I told you last. They got no answer. If you know one of them: /invite lets somebody in.

words-lockdown = off
command-lockdown = nothing opens any more, until /lockdown off
command-pin = your PIN or one-time codes for opening

lockdown-begun = ⛔ <b>Lockdown</b>, by { $name }: from now on nothing opens the door, no button, no pass, no face. /lock still locks it. The owner ends it with <code>/lockdown off</code>.
lockdown-standing = ⛔ Lockdown since { $since }: nothing opens the door.
lockdown-standing-by = ⛔ Lockdown since { $since }, by { $name }: nothing opens the door.
lockdown-void = ⛔ Lockdown: this question is void; the door was not opened.
lockdown-how = <code>/lockdown</code>: nothing opens any more. <code>/lockdown off</code>: it may again.
lockdown-not-begun = There is a lockdown already, or you are not the owner any more.
lockdown-is-off = There is no lockdown.
lockdown-off-sure = ⛔ <b>End the lockdown?</b> The door can be opened again then. Answer by { $until }.
lockdown-over = ✅ The lockdown is over: the door can be opened again.
lockdown-ended = ✅ { $name } has ended the lockdown: the door can be opened again.

asking-over = This question is over. Nothing was changed.
asking-too-late = Nobody confirmed in time; nothing was changed.
asking-cancelled = Cancelled; nothing was changed.

door-not-proved = Not without your PIN or code: ask again with /unlock.

proof-set-first = You need a PIN or one-time codes for this: set them with /pin, in our own chat.
proof-pin =
    🔐 <b>Your PIN</b>{ $what ->
        [unlock] {""} to open the door
        [lockdown_off] {""} to end the lockdown
        [hand_over] {""} to hand the house over
        [widening] {""} to change who may open
       *[proof] {""}, the present one
    }? Answer by { $until }. Press the keys; never type it.
proof-code =
    🔐 <b>The code that your app shows</b>{ $what ->
        [unlock] {""} to open the door
        [lockdown_off] {""} to end the lockdown
        [hand_over] {""} to hand the house over
        [widening] {""} to change who may open
       *[proof] {""} now
    }? Answer by { $until }. Press the keys{ $chat ->
        [private] {""}, or send it here: I delete it.
       *[group] .
    }
proof-new = 🔐 <b>A new PIN:</b> 4 to 8 digits. Answer by { $until }.
proof-again = 🔐 <b>The same PIN once more.</b> Answer by { $until }.
proof-wrong =
    Wrong. { $left ->
        [one] 1 try is
       *[other] { $left } tries are
    } left.
proof-used =
    This code was used before: wait for the next one. { $left ->
        [one] 1 try is
       *[other] { $left } tries are
    } left.
proof-refused-until = Too many were wrong: no PIN or code is taken until { $until }.
proof-over = This keypad is over, or is not yours.
proof-right = ✅ The code is right. Answer by { $until }:
proof-for-nothing = I deleted your code: nothing is being asked here. Ask for what you want first.
proof-typed = I deleted what you sent: a PIN is never typed, it is pressed on the keys.
proof-typed-stays = A PIN is never typed, and I may not delete your message here: delete it yourself, and if it was your PIN, change it with /pin in our own chat.
proof-codes-in-private = Codes are taken in our own chat only, each as a message of its own; or press the keys.
proof-guessing = ⛔ <b>{ $name }</b> gave a wrong PIN or code five times: none is taken from them until { $until }. If it was not them, somebody has their phone: /lockdown stops every opening.

pin-none = You have neither PIN nor one-time codes.
pin-has = 🔐 You have a PIN.
pin-has-codes = 🔐 You have one-time codes, from an app on your phone.
pin-needed = <b>You need one of them to open the door.</b>
pin-about = A PIN or a code is asked for after <b>Confirm</b>, before the door opens, and before you let somebody else open it.
pin-forgotten = Forgotten? The owner resets it in /household.
pin-forgotten-owner = Forgotten? You reset your own on the doorman’s machine, <code>latchkey owner --reset-pin</code>, and everybody else’s in /household.
pin-set = Set a PIN
pin-change = Change the PIN
pin-codes = Use one-time codes
pin-codes-change = New one-time codes
pin-remove = Do without
pin-removed = You have neither PIN nor one-time codes any more.
pin-is-set = 🔐 Your PIN is set.
pin-too-short = A PIN has 4 to 8 digits.
pin-too-simple = This one is tried first: take another.
pin-not-the-same = That was another one. Once more from the beginning.
pin-scan-how = 🔐 Scan the picture with an app for one-time codes, or give it the key below. Then send me the { $digits } digits that it shows: until then nothing changes. I delete the picture in 5 minutes at the latest.
pin-scan = <code>{ $secret }</code>
pin-app-name = the front door
pin-code-wrong = I deleted it, but that is not the code. Is the clock of your phone right? Send the one that the app shows now.
pin-codes-are-set = 🔐 Your one-time codes are set up. I deleted the picture with the key.

button-make-owner = Make owner
button-reset-pin = Reset PIN
household-no-proof = They have neither PIN nor codes.
hand-over-residents = Only a resident becomes the owner, and only in our own chat.
hand-over-sure = <b>Make { $name } the owner?</b> Only they invite and remove people, change settings and let faces open from then on. You become a resident. Answer by { $until }.
hand-over-done = ✅ Done.
hand-over-former = 👑 <b>{ $name }</b> is the owner now. You are a resident.
hand-over-heir = 👑 { $name } has made you the owner of this house: /household is yours, /settings and /lockdown too.

settings-pin-owner = PIN for the owner
settings-pin-resident = PIN for residents
settings-pin-guest = PIN for guests
settings-pin-about = Whether they need a PIN or one-time codes to open the door. Everybody sets their own with /pin; whoever has one is always asked for it.

## A door that stays unlocked, and what is too old to open it

door-which = 🚪 { $door }
door-for-whom = For: { $whom } ({ $camera }, { $when })
door-unlocked-for = 🔓 Unlocked at { $at }. For: { $whom }
door-void = This question is void: the right to open, or everybody's, was withdrawn meanwhile. The door was not opened.
door-restarted = Latchkey was restarted; the door was not opened. Ask again with /unlock.
door-message-too-old = That was sent at { $sent }, more than 30 s ago: nothing was opened. Ask again if it still holds.
door-press-too-old = This press may have waited for more than 30 s: nothing was opened. Press again if it still holds.
door-battery-low = 🪫 Battery: { $percent } %, change it soon.
door-since = Since { $since }.
door-since-at-least = { $at } or before
door-since-by = { $at }, by { $name }
door-since-face = { $at }, by face
door-since-itself = { $at }, by itself
door-since-not-me = { $at }, not through me
door-last-look = When I last looked, { $at }, it was { $state }.
relock-unlocked = ⏰ The door is still unlocked.
relock-unlocked-since = ⏰ The door is still unlocked, since { $since }.
relock-jammed = ⏰ The lock is still jammed: have a look at the door.
relock-unknown = ⏰ Whether the door is locked is not known: have a look at it.
relock-ajar = It is open, so it does not lock itself.
relock-maybe-ajar = Whether it is closed is not known, so it does not lock itself.
relock-not-sure = So it does not lock itself.
relock-failed = It should have locked itself, and did not: have a look at it.
relock-missed = It should have locked itself while I was not running; I do not make up for that.
relock-late = This comes late: I was not running.
relock-by-itself = 🔒 The door locked itself at { $at }.
relock-over = 🔒 The door is locked again, since { $since }.
relock-anew = 🔓 The door was opened again, { $at }.

## Why: what the camera always sees
why-scene = the camera sees what it always sees ({ $share }, at least { $limit })
why-other-scene = the camera’s usual scene is not seen, so a screen may be before it ({ $share }, at least { $limit })
why-few-pictures = too few earlier pictures of this camera to know its scene
why-scene-covered = too little is seen beside who stands there to know the scene
why-scene-not-looked = the camera’s usual scene was not looked for

## Keeping: pictures that go, pictures that stay
button-star = ☆ Star
button-starred = ★ Starred
star-given = Its pictures are kept.
star-taken = Its pictures go with the others of that day.
event-picture-gone =
    { $why ->
        [age] 🗑 Its picture was removed for its age. <b>Clip</b> asks Ring for the video.
        [size] 🗑 Its picture was removed to make room. <b>Clip</b> asks Ring for the video.
       *[lost] 🗑 Its picture is lost: the file was not there. <b>Clip</b> asks Ring for the video.
    }
keeping-card =
    { $where ->
        [store] 💾 My store is on an SD card ({ $card }). Writing all day wears a card out, and a power cut may damage it. A USB SSD lasts: stop me, move the store there, set <code>DB_PATH</code> and start me again.
        [pictures] 💾 The pictures of events are on an SD card ({ $card }). Writing all day wears a card out, and a power cut may damage it. A USB SSD lasts: stop me, move them there, set <code>THUMBNAILS_DIR</code> and start me again.
       *[both] 💾 My store and the pictures of events are on an SD card ({ $card }). Writing all day wears a card out, and a power cut may damage it. A USB SSD lasts: stop me, move both there, set <code>DB_PATH</code> and <code>THUMBNAILS_DIR</code> and start me again.
    }
keeping-card-short =
    { $where ->
        [store] 💾 My store is on an SD card ({ $card }): better a USB SSD
        [pictures] 💾 Pictures are on an SD card ({ $card }): better a USB SSD
       *[both] 💾 Store and pictures are on an SD card ({ $card }): better a USB SSD
    }
keeping-stars = 💾 Starred pictures alone take more than the { $mb } MB that all pictures may take, so every other picture goes at once. Take some stars back, or raise <code>RETENTION_MB</code>.
keeping-doubt = ⚠️ Most pictures of events are not where they should be, in { $folder }: is its disk there, and is it the right store? I change and delete nothing until they are together again.
keeping-over =
    { $about ->
        [Pictures] ✅ The pictures of events are there again.
        [Starred] ✅ There is room for pictures again.
       *[SD] ✅ Nothing of mine is on an SD card any more.
    }
store-called = My store

## Health

health-called =
    { $alarm ->
        [hot] Temperature
        [disk] Disk
        [slow] Looking at clips
        [power] Power supply
        [clock] Clock
       *[eyes] Cameras
    }
health-hot = { $degrees } °C is too hot. I rest { $rest } s after each clip until it has cooled down; rings are still looked at at once. Give the machine air, a heat sink or a fan.
health-disk = only { $percent } % is free ({ $free } GiB, { $folder }). Make room: once it is full I can keep nothing any more.
health-disk-full = hardly anything is free. Make room: once it is full I can keep nothing any more.
health-slow = { $ms } ms a frame on average, over 300, so alerts come late. See what else runs on the machine (top), and whether it is hot or short of power (/health).
health-slower = { $ms } ms a frame on average, usually { $usual }, so alerts come late. See what else runs on the machine (top), and whether it is hot or short of power (/health).
health-power = the voltage drops: the supply or its cable is too weak. That slows the machine down and may damage the disk. Use the maker’s own supply.
health-clock =
    { $way ->
        [fast] this machine’s clock is { $span } fast.
       *[slow] this machine’s clock is { $span } slow.
    } SwitchBot refuses commands that are signed with a wrong time, and times in the chat are wrong. Turn on its synchronisation: sudo timedatectl set-ntp true
health-blind = I have been blind since { $since }: nothing that happens at the door is seen. What Ring keeps meanwhile is read later.
health-was-blind = I was blind from { $since }, for { $span }.
health-span =
    { $unit ->
        [s] { $count } s
        [min] { $count } min
        [h] { $count } h
       *[days] { $count } days
    }
health-flag =
    { $flag ->
        [voltage] voltage too low
        [throttled] throttled
        [capped] slowed down
       *[soft] at its heat limit
    }
health-flag-before =
    { $flag ->
        [voltage] voltage was too low
        [throttled] was throttled
        [capped] was slowed down
       *[soft] was at its heat limit
    }
health-status-alarm = ⚠️ { $reason }
health-status-blind = 🙈 Blind since { $since }
health-status-frame = 🧮 { $ms } ms a frame in the last clip
health-status-frame-average = 🧮 { $ms } ms a frame on average
health-status-frame-usual = 🧮 { $ms } ms a frame, usually { $usual }
health-status-disk = 💾 { $free } of { $total } GiB free, log { $wal } MiB
health-status-silent = 💾 The disk of { $folder } does not answer.
health-status-temperature = 🌡 { $degrees } °C
health-status-flags = ⚡ { $flags }
health-status-memory = 🧠 Memory { $percent } % in use, { $own } MiB mine
health-status-polls = 🎯 Polls at most { $jitter } ms off their time
health-status-clouds = ☁️ { $clouds }
health-status-cloud =
    { $cloud ->
        [ring] Ring { $ago }
        [telegram] Telegram { $ago }
        [sent] last told { $ago }
       *[lock] lock { $ago }
    }
health-status-no-ring = Ring not yet
health-status-clock =
    { $way ->
        [right] 🕰 Clock right
        [fast] 🕰 Clock { $span } fast
       *[slow] 🕰 Clock { $span } slow
    }
health-title = How I am doing
health-caption = <b>How I am doing</b>, { $span }
health-span-title =
    { $days ->
        [1] past 24 hours
       *[other] past { $days } days
    }
health-button =
    { $days ->
        [1] 24 h
       *[other] { $days } d
    }
health-panel-inference = Milliseconds a frame
health-panel-temperature = Temperature, °C
health-panel-queue = Clips waiting
health-panel-used = In use, %
health-line-disk = disk
health-line-memory = memory
health-nothing = Nothing measured yet
health-soon = The first numbers come within five minutes.
command-health = how the machine is doing, as a chart
words-health = 7d
health-misread = I can show <code>/health</code> (24 hours) or <code>/health 7d</code>.

## The lock: what was settled last

pass-sure = 🎟 <b>{ $name }</b>, { $window }: <b>make this pass?</b> By it the door may open without anybody being asked.
button-face-hours = Other hours…
facedoor-hours-how = <b>When may the face of { $name } open the door?</b> Write the hours, for example: <code>8-20</code> or <code>8:30-18:00</code>.
facedoor-hours-not = “{ $text }” are no hours that I understand. The same every day, for example: <code>8-20</code>
facedoor-hours-sure = <b>The face of { $name } opens { $hours }?</b>
audit-chosen = { $setting }: { $value }
audit-default = { $setting }: default
audit-hours = { $begins } to { $ends }
audit-any-hour = at any hour
audit-at-night = also at night
audit-not-at-night = not at night
audit-trial-ended = the trial is over
lock-trouble-no-device = SwitchBot knows no such device in this account: see `latchkey devices` for SWITCHBOT_LOCK_ID.
lock-trouble-no-lock = SwitchBot says that this device is no lock (151): see `latchkey devices` for SWITCHBOT_LOCK_ID.
lock-trouble-no-command = SwitchBot says that this device takes no such command (160): is SWITCHBOT_LOCK_ID a lock?
lock-trouble-offline = The lock is offline: SwitchBot cannot reach it. Is its battery empty, is it near its hub?
lock-trouble-hub = The lock’s hub is offline: has it power and a network?
lock-trouble-limit = SwitchBot’s limit of 10,000 calls a day is reached: try again tomorrow. Until then take the key.
lock-trouble-kept = { NUMBER($used) } of the 10,000 calls that SwitchBot takes in a day are used: what is left is kept for opening and locking.
lock-trouble-secret = SwitchBot refuses SWITCHBOT_TOKEN or SWITCHBOT_SECRET ({ $status }).
lock-trouble-clock =
    SwitchBot refuses the signature because the clock of the doorman’s machine is { NUMBER($minutes) } min { $side ->
        [ahead] ahead of
       *[behind] behind
    } SwitchBot’s: set it (timedatectl set-ntp true).
lock-trouble-refused = SwitchBot refuses the call ({ $status }): is SWITCHBOT_API_URL right?
lock-trouble-page = SwitchBot answered with a page instead of JSON.
lock-trouble-cloud = SwitchBot’s cloud has trouble ({ $status }).
lock-trouble-code = SwitchBot could not do it (status code { $code }).
lock-trouble-unreachable = SwitchBot’s cloud cannot be reached: is the network up?
lock-trouble-slow = SwitchBot’s cloud did not answer in time.
lock-trouble-broke = The connection to SwitchBot’s cloud broke.
lock-trouble-nonsense = SwitchBot’s answer makes no sense ({ $what }).
door-not-moved = The door stays as it was.

## Supervision: what could not be analysed, too much at once, and trouble with Ring

supervision-motion-failed = Motion, could not be analysed: { $why }. <b>Why</b> says more.
supervision-part-failed = Some of it could not be analysed: { $why }.
supervision-failed =
    { $kind ->
        [died] the analysis crashed on the clip twice
        [hung] the analysis hung on the clip twice
        [error] the analysis failed
        [too-many] too many clips at once, the newest were looked at instead
        [never-came] Ring never had the clip
        [gone] Ring no longer has the clip
        [broken-off] Ring broke the clip off every time
        [no-clip] Ring gave something else than a clip
        [no-video] the clip is damaged
        [no-eyes] there is nothing to analyse it with
        [changed] who is known kept changing
       *[unknown] nobody knows why
    }
supervision-why-told-failed = Nobody can say who was there, so I report it.
supervision-why-coarse = looked at on few frames, since many clips waited: nothing opens by that
supervision-queue = Clips
supervision-queue-many = many clips wait at once. Rings go first, then the newest motion; motion that has waited for a minute is looked at less closely and opens nothing. You need do nothing.
supervision-renamed = 🏷️ The camera { $before } is called { $now } now.
supervision-renamed-settings =
    { $kept ->
        [yes] { $settings } still says { $before }, and goes on meaning this camera. Better write its new name there, or its id { $id }, which never changes.
       *[no] { $settings } says { $before }, and another camera has that name now: it means neither of them, and no face opens by it, until you write an id there. This camera’s is { $id }.
    }
supervision-offline = Ring says that it is offline: nothing at its door is recorded. Look after its power or battery, and whether its Wi-Fi reaches it.
supervision-gone = it is not in the Ring account any more, so nothing at its door is told. If that was not meant, add it in the Ring app again.
supervision-slow = Ring takes long to answer, so what happens at the door is told late, with its age. It passes by itself; if it lasts, look at the network.
supervision-speed = Ring’s speed
supervision-code-asked = { $sentence }

## Told late: the summary after an outage, and the age of a ring
summary-head = 📋 <b>What I could not tell you before</b> · { $span }
summary-span = { $start } to { $end }
summary-counts =
    { $visits ->
        [one] 1 visit
       *[other] { $visits } visits
    }{ $rings ->
        [0] { "" }
        [one] , somebody rang once
       *[other] , somebody rang { $rings } times
    }{ $strangers ->
        [0] { "" }
        [one] , strangers once
       *[other] , strangers { $strangers } times
    }.
summary-line = { $number }. { $icon } { $when } <b>{ $camera }</b>: { $seen }
summary-line-rang = { $number }. 🔔 { $when } <b>{ $camera }</b> rang { $ago }: { $seen }
summary-more =
    { $count ->
        [one] One more is in the history.
       *[other] { $count } more are in the history.
    }
summary-coming =
    🔎 { $count ->
        [one] One recording is
       *[other] { $count } recordings are
    } still to be looked at; this message will say more then.
summary-refused =
    📋 { $count ->
        [one] A visit came
       *[other] { $count } visits came
    } that I could not tell you before, and Telegram does not take the summary. /events shows what was there.
late-rang = 🔔 Somebody rang at <b>{ $camera }</b> { $ago }, { $clock }.
late-stranger = Somebody unknown came to <b>{ $camera }</b> { $ago }, { $clock }.

# What was being done when the bot was stopped (bot/intake.py)

inbox-waits = { $why } What would change something waits at Telegram until then; nothing of it is lost.
inbox-a-press = a button
inbox-a-message = your message
inbox-unsaid = Telegram did not take my answer, but “{ $said }” is done.
inbox-done = I was stopped before I could answer you: “{ $said }” is done ({ $at }).
inbox-invite-void = The invite is withdrawn, since I do not know whether you have seen its code. Make another one with /invite.
inbox-given-up = ⚠️ “{ $said }” was not done ({ $at }). I was stopped { $count } times over it, so I leave it. Say it again if it still holds.
inbox-not-moved = 🔒 I was stopped before I came to “{ $said }”: nothing was opened or locked. Say it again if it still holds.

## Backups, and what holds again after a restore
command-backup = a backup as an encrypted file
backup-called = Backup
backup-pictures-called = Pictures of the backup
backup-missing =
    { $count ->
        [one] One picture that an event names is not to be had in { $folder }, so the backup was made without it.
       *[other] { $count } pictures that events name are not to be had in { $folder }, so the backup was made without them.
    } Look whether that disk is failing, or whether somebody deletes there what is mine. Earlier backups, in BACKUP_DIR, may still hold what is missing.
backup-begun = 🗄 I am making a backup and will send it here, encrypted. That takes a while.
backup-under-way = 🗄 A backup is being made right now. Ask again when it is done.
backup-no-passphrase = 🔑 No passphrase is set, and nothing leaves this machine unencrypted. Set one on the machine, not here: <code>latchkey backup --set-passphrase</code>, then /backup once more.
backup-failed = ⚠️ The backup failed: { $reason }
backup-not-taken = ⚠️ The backup is made, but Telegram did not take it. It is on the machine: <code>{ $path }</code>
backup-too-large = 🗄 The backup is made, but its { $size } MB are too many for the chat: bots send at most 50 MB. It is on the machine: <code>{ $path }</code>
backup-inside =
    🗄 <b>Backup of { $when }</b>
    Inside: { $events ->
        [one] one event
       *[other] { $events } events
    }, { $pictures ->
        [0] no pictures of visits
        [one] one picture of visits
       *[other] { $pictures } pictures of visits
    }, { $photos ->
        [0] no photos of known faces
        [one] one photo of known faces
       *[other] { $photos } photos of known faces
    }. No tokens, keys, PINs or codes.
backup-without-pictures = The pictures of visits did not fit: they are on the machine, <code>{ $path }</code>
backup-how = On another machine: <code>latchkey restore FILE</code>. It opens only with the passphrase that is set on this machine; without it nobody can open it, not even you.
status-backup = 🗄 Last backup { $ago }
status-backup-missing =
    { $count ->
        [one] one picture is missing in it
       *[other] { $count } pictures are missing in it
    }
status-backup-same-disk = 🗄 Last backup { $ago }, on the store’s own disk (BACKUP_DIR)
status-backup-unread = 🗄 Backups: their folder (BACKUP_DIR) cannot be read just now
status-no-backup = 🗄 No backup yet: the first one is made at night
restored-asked = ♻️ <b>A backup of { $copy } was restored</b> ({ $at }).
restored-damaged = ♻️ <b>My store was damaged, so I restored the newest good backup, of { $copy }</b> ({ $at }).
restored-missing = What was said and set here between { $copy } and { $at } is missing: names, settings, who came and went, the record of the door. What Ring still has of that time I read again and tell in one summary; none of it opens the door.
restored-void = Void: invites, passes, codes, open questions and messages that were still to be sent. Whoever had a PIN sets a new one with /pin before they open again.
restored-aside = The store before it is kept: <code>{ $path }</code>
restored-groups = These groups hear of visits, as in the backup: { $groups }. /household silences them.
restored-list = <b>Until you say so, nobody but you is let in, and no face opens.</b> Whoever was removed since then is on this list again: keep only those who belong here today.
restored-member = 👤 { $name }, { $role }
restored-face = 🔓 { $name }: their face was allowed to open the door
restored-face-unfit = 🔓 { $name }: their face was allowed to open the door; now there are too few photos for that
restored-nobody-waits = Nobody waits for your word any more.
restored-keep = Keep { $name }
restored-drop = Remove { $name }
restored-keep-face = Keep face: { $name }
restored-drop-face = Drop face: { $name }
restored-keep-all = Keep all
restored-decided = That is decided already, or cannot be done.
restored-open = Who has waited since the restore
household-suspended = suspended since the restore
trouble-store-damaged = { $sentence }
trouble-backup-unusable = { $sentence }

## What the eyes lack

trouble-models-missing = The files to see with are missing in { $place }. Bring them on the doorman’s machine: latchkey models fetch
trouble-model-not-pinned = { $place } is not the file it should be (its checksum differs). Bring it again: latchkey models fetch
eyes-reservations =
    { $unpinned ->
        [1] An export: taken on its structure and the golden image, its checksums are not pinned
       *[0] Used
    }{ $others ->
        [none] {""}
       *[other] {""} instead of another: { $others }
    }

## The demo

demo-notice = Pretend door, real bot; the past is made up
demo-welcome = This is your chat with Latchkey, the doorman. The bot is the real one; the door, the clouds and the visitor are pretend, and the past 30 days are made up. Everything runs on this machine.
demo-welcome-start = { demo-welcome } Press START.
demo-poorer = No model files are here, so people are found by their faces alone. It is enough for this story.
demo-coming = Somebody is coming up the path…
demo-name-her = One visit, one message: the best picture, and who it is. Nobody knows her yet. Press “Who is it?”, write a name ({ $name }, say) and save it; she will come again. The buttons go after five minutes: then reply to the picture with the name (pull it to the left, or point at it).
demo-again = And she comes again…
demo-known = Recognised, on this machine. And still the door is locked: even the right name opens nothing by itself. It opens when you say so: /unlock, then Confirm.
demo-not-yet-known = Not the name you gave: “Why” under the picture says what was seen.
demo-opened = That was the pretend lock, and a real confirmation. Now something moves at the door…
demo-nothing = Only leaves. The camera recorded, the doorman looked: nobody. So nothing was told. Now the bell.
demo-rang = A ring is always told, at once; the picture may come a moment later. One more: a photograph of her.
demo-print-told = A print in a frame. Faces can be held up like that, and so no face opens this door by itself: “Why” says what spoke against it. Nothing moved the lock. Whose living face may open it says the owner alone: /people, May open. This visitor is cut out of a photograph, so here hers never does.
demo-own-rings = Your own clip rings the bell first.
demo-own-rang = That was your clip. Now the story.
demo-the-rest = The rest is yours: ask “who came yesterday?”, try /events, /people, /heatmap or /help, send a photo of somebody, or let something happen “At the door”.
demo-the-end = That was the story. Without --headless it is told in a browser, and you play the part.
demo-scene =
    { $scene ->
        [visitor] A visitor walks up
        [ring] Ring the bell
        [nobody] Nobody there
        [print] A print held up
       *[clip] Your clip
    }
demo-scene-hint =
    { $scene ->
        [visitor] Motion, and somebody is there
        [ring] Always told, at once
        [nobody] Only leaves move
        [print] A photograph of her
       *[clip] Rings with your own video
    }
demo-looked-at =
    { $scene ->
        [nobody] Nobody there: nothing is told.
       *[other] The doorman has looked at it.
    }
demo-not-looked-at = The clip could not be looked at.

## What Ring has against a call

ring-trouble =
    { $kind ->
       *[any] { $sentence }
    }
