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
