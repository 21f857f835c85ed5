"""What leaves the site by mail.

`sending` puts a plain letter together, `letters` are those to people who may have no account, `references` those to
referees, `notices` what also stands in an inbox: one at once, that something urgent waits, the digest of the rest.
"""
