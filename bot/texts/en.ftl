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
