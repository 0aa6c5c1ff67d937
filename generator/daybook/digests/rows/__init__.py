"""Rows, whose values have names, turned into records: rows of tables, objects of JSON, elements of XML."""
