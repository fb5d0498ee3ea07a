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
