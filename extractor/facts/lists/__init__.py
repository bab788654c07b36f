"""Several names and several numbers told in one breath: A、B和C分别增长x、y和z."""
