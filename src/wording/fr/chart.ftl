chart-empty = Rien à montrer
chart-day = { $day } { $month }
chart-month = { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
}
chart-described = { $label }, { $points ->
    [one] un point
   *[other] { $points } points
}, de { $first } à { $last }.
chart-described-series = { $name } : { $total } au total, { $highest } au maximum ({ $at }).
chart-too-many-points = { $found } points sont trop pour un graphique, { $most } au maximum restent lisibles : regroupez par semaine ou par mois
chart-too-many-series = { $found } séries sont trop pour un graphique, { $most } au maximum restent lisibles
chart-uneven = La série « { $name } » a { $found } valeurs pour { $points } points
chart-drawing = Le graphique ne peut pas être dessiné : { $cause }
chart-ending = { $path } : le nom du fichier d’un graphique doit se terminer par .svg ou .png
chart-written = Graphique écrit dans { $path }
