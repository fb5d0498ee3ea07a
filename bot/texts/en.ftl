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
       *[resident] Only a resident may do that. Ask the owner of the door.
    }
door-right-withdrawn = Your right to open and lock was withdrawn. Ask the owner of the door.
old-button = This button is from another time; nothing was done.

## Times

today-at = today { $clock }
yesterday-at = yesterday { $clock }
# Unicode's date pattern.
day-pattern = d MMM
ago = { $count } { $unit } ago
ago-days = { $count } days ago

## Conversations

talk-cancel-nothing = There is nothing to leave. /help lists what you can say.
talk-left = Left; nothing was changed.
talk-stopped = I stopped waiting for an answer; nothing was changed.
talk-over = This question is over; nothing was changed.
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
face-consent = So that I know a face again I keep this picture and 128 numbers measured from it, on this machine only. Please ask people before you name them; /people forgets anybody at any time.
face-preview = Save this face as <b>{ $name }</b>?
face-preview-album = Save these { $count } photos as <b>{ $name }</b>?
face-preview-new = I do not know anybody of that name yet.
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
        [one] Done: one visit more is { $name }’s.
       *[other] Done: { $count } visits more are { $name }’s.
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

photo-too-large = This file has { $size } MB, and Telegram hands me at most 20. Send it as a photo instead of a file: then it is made smaller.
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
photo-no-picture = I can learn a face from a photo (JPEG, PNG or WebP). { $kind ->
        [document] This file is no picture.
        [sticker] A sticker is none.
        [voice] I cannot listen to voice messages.
        [video] I cannot take faces from videos; a photo does it.
       *[other] This is none.
    }

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
person-photo-deleted = Deleted.
person-delete-opens = This photo counts for opening the door: only the owner may delete it.
person-add-how = Send me a photo of <b>{ $name }</b>. /cancel leaves it be.
person-visits-title = <b>Visits of { $name }</b>
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
forget-stays = The pictures of the visits themselves stay, and so do messages older than two days in this chat: delete those here. I make no backups yet; copies that you made yourself hold { $name } until you delete them.
forget-done = { $name } is forgotten.

open-private = What a face may open is said in our private chat only.
open-sure = <b>Shall this photo open the door to { $name }?</b>
open-beside = It is the framed one; the others are the photos of { $name } that I have.
open-first = It is the only photo of { $name }: look closely whether it is really them.
open-how = Whoever is recognised by it, alive and alone, would be let in. For now I only say what I would do: no face opens anything yet.
open-unlike = ⚠️ <b>This photo does not look like the others</b>: it lies { $distance } from the nearest one, and up to { $limit } is usual. Are you sure that it is { $name }?
open-done = This photo counts for opening the door to { $name } now.
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
visit-late-ring = ⏳ rang { $ago } when Latchkey heard of it
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
visit-over = This visit is over. /events still has it, with Clip and Why.
visit-gone = This visit is gone; nothing was done.
visit-copy = This is a copy. Press the button under the message that I sent.

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
why-made-up = This was made up for the demo.
why-no-detector-here = People are found by their faces alone: the person detector cannot be used.
why-failed = The clip could not be looked at: { $error }
why-waiting = The clip is still to be looked at.
why-waiting-because = The clip is still to be looked at: { $error }
why-named = { $name }: the face is { $distance } from known photos; up to { $limit } gives the name.
why-named-by-you = { $name }: named in the chat.
why-no-face = No face was to be seen.
why-nobody-enrolled = I know nobody yet, so nobody was named.
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
why-may-open = { $name }’s face may open
why-face-may-not = { $name }’s face may not open
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

tomorrow-at = tomorrow { $clock }
quiet-everything = Everything
quiet-until = until { $time }
quiet-until-ended = until further notice
quiet-for-everybody = { $until }, for everybody

snooze-none = 🔔 <b>Nothing is snoozed in this chat.</b> I tell you of visits as they happen.
snooze-open = 🔕 <b>Snoozed in this chat</b>
snooze-line = • <b>{ $what }</b> { $until }
snooze-quiet-now = 🌙 Quiet hours { $until }: /quiet
snooze-how = Silence everything with a button, or write what and how long:
snooze-example-camera = /snooze { $name } 2h
snooze-example-time = /snooze until 7am
snooze-example-person = /snooze { $name }
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
        [0] Write for example: /snooze 8h
       *[other] I know { $names }. Write for example: /snooze { $example }
    }
snooze-no-time = I cannot read “{ $text }” as a time. Write for example: /snooze 8h, /snooze until 7am or /snooze 3 days
snooze-past = “{ $text }” is in the past. Write how long from now, for example: /snooze 3h
snooze-too-far = “{ $text }” is too long: a year is the most. To hear less for good, use /settings; for a while, write for example: /snooze 30 days
snooze-strangers = Strangers and unknown faces have no name to snooze. To silence everything, write for example: /snooze 8h. Which visits you hear of is in /settings.
snooze-unchanged = Nothing was snoozed.
snooze-is-over = That snooze is over.
snooze-ended-now = Ended.
snooze-not-yours = It was snoozed for everybody: only the owner of the door ends it.
snooze-thing-gone = That is gone. Write /snooze to see what can be snoozed.
button-snooze-1h = 1 h
button-snooze-8h = 8 h
button-snooze-morning = until 07:00
button-snooze-ever = Until I end it
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
held-page = <b>At the door</b> from { $since } on
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
    /quiet weekdays 22:00-6:30
    /quiet sat sun 23:00-9:00
    /quiet sunday off
quiet-hours-unread = I cannot read “{ $text }” as quiet hours. Write for example: /quiet weekdays 22:00-6:30, /quiet 23-7 or /quiet off
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
menu-snooze = a while without alerts
menu-quiet = quiet hours
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
rhythm-chart-nothing = No visits yet
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
rhythm-within-ever = at this door

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
    } at { $hour }
rhythm-none = No visits yet { $span }.

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
    } at { $hour } ({ $count })
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
rhythm-misread-word = I do not know “{ $word }”.
rhythm-misread-nearest = Did you mean <b>{ $nearest }</b>?
rhythm-examples = Try <code>/heatmap 90d</code>, <code>/heatmap weekend</code> or <code>/heatmap dogs 2 weeks</code>.
rhythm-only-spans = These numbers are of everybody: <code>/stats 90d</code>, say. For a part of them: <code>/heatmap { $text }</code>.

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
