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
