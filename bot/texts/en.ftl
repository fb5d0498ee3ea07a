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
