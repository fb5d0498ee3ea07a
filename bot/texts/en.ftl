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
event-made-up = Made up for the demo.
event-gone = This event is gone.
event-no-picture = no picture

why-frames = { $looked } of { $total } frames looked at, { $seconds } s
why-poorer = People are found by their faces alone: the person detector cannot be used.
why-unseen = No alert because the clip could not be looked at:
why-not-yet = Nobody was told yet: it is still being looked at.
why-not-arrived = It was to be told, but no message of it has arrived.
why-nobody = Nobody was told: motion is told only when somebody is seen.
why-which = Which event? Its number stands under it when you open it in /events. For example: <code>/why 12</code>

button-all = All
button-strangers = Strangers
button-dings = Dings
button-today = Today
button-show = Show them
# Before the name of a filter that is on.
button-on = ✓ { $label }

history-somebody-gone = Somebody forgotten
history-place = { $camera }
history-subject =
    { $subject ->
        [stranger] Strangers
        [ding] Dings
        [no-face] Without a face
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
history-last = <b>{ $title }</b>: last <b>{ $when }</b> ({ $camera }).
history-never = <b>{ $title }</b>: not seen yet.
history-not-understood = I did not understand “{ $words }”.
history-meant = Did you mean “{ $near }”?
history-examples = Try: <code>/events today</code>, <code>/events strangers march</code>, or ask: <code>who came yesterday?</code>
history-one-at-a-time = One at a time, please: one person or kind, one camera, one time. For example: <code>/events strangers yesterday evening</code>
history-time-future = “{ $words }” is still to come; I only know what has been. For example: <code>/events yesterday</code>
history-time-backwards = “{ $words }” ends before it begins. For example: <code>/events last 3 days</code>
history-time-too-long = “{ $words }” is longer ago than I look back, which is 20 years. For example: <code>/events march</code>
history-time-no-such-day = There is no “{ $words }” in the calendar or on the clock. For example: <code>/events 12 november</code>
