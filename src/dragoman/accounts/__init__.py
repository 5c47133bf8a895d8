"""How accounts compare: what each tells, whose voices it gives room, how it names, judges, hedges and stands alone."""
