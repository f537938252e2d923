"""A language model of the operator's own, off until they switch it on and the lead of a case allows it.

``address`` says where it is, ``consent`` which cases may send to it, ``parts`` what is sent of a report, ``prompt``
what is asked and how the answer is read, ``client`` carries both, ``anchoring`` keeps of an answer only what stands in
the report word for word, ``proposing`` does all of it for one report, ``standing`` says how it went.

What comes back is as untrusted as the report itself, which may hold instructions to the model: whatever the answer
says, it can only ever mark words that stand there, with one of our kinds and a score below that of our own surest.
"""
