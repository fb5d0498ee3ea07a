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
