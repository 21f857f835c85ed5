"""A school's list of pupils, understood: which column is what, what each row says, what it changes. No database."""
