"""Cube, plans, templates and figures in; document model, Quarto project and ledger out."""
