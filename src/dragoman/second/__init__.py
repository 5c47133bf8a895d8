"""The second reader: a language model that proposes records, each of which must quote its words, and is checked.

prompt.py asks, client.py speaks to the endpoint, answer.py reads what came back, locate.py finds the quoted words,
proposals.py makes records of what holds, agreement.py sets them beside the rules', run.py orders the calls.
"""
