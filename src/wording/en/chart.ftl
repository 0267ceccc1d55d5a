chart-empty = Nothing to show
chart-day = { $day } { $month }
chart-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
chart-described = { $label }, { $points ->
    [one] one point
   *[other] { $points } points
} from { $first } to { $last }.
chart-described-series = { $name }: { $total } in all, { $highest } at most ({ $at }).
chart-too-many-points = { $found } points are too many for a chart, at most { $most } can be told apart: sum by week or month
chart-too-many-series = { $found } series are too many for a chart, at most { $most } can be told apart
chart-uneven = The series “{ $name }” has { $found } values for { $points } points
chart-drawing = The chart cannot be drawn: { $cause }
chart-ending = { $path }: the file of a chart ends in .svg or .png
chart-written = Chart written to { $path }
