"""Printed figures in, data files out: a respondent file per wave whose weighted tables round to print."""
