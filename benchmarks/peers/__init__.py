"""The same photos through general OCR, whose lines an oracle assigns to the fields in the peers' favour.

Nothing here knows the cards: a peer gives lines of text, and a field counts as right when its value stands anywhere
among them. What a program would still have to do, to tell which line is which field, is given to the peers for free.
"""
