"""How good the results are: gold, pairing, figures with intervals, comparison of runs, interchange."""
