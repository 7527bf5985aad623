"""What is stored about a person and not handed out to her, and why."""

LEFT_OUT: dict[str, str] = {
    "participants.SuspectedPair.first": "would tell of another child",
    "participants.SuspectedPair.second": "would tell of another child",
    "participants.Place.enrolment": "a number that says no more than the place itself",
    "participants.PhotoPerson.participant": "the photo, told in a part of its own",
}
"""Relations to a person that are not handed out, and why."""

LEFT_OUT_FIELDS: dict[str, str] = {
    "*.id": "a key of the database",
    "*.school": "the school of all of it, told once",
    "*.job": "how the work was done, not what",
    "*.participant": "the person, told once",
    "*.enrolment": "the place, told in a part of its own",
    "*.application": "the application, told in a part of its own",
    "*.move": "the step, told in a part of its own",
    "*.link": "the link, told in a part of its own",
    "*.actor_kind": "told by who did it",
    "Application.awaits_follow_up": "a note of the work that is still to be done, not of the person",
    "Participant.age_band": "filled once all else is gone",
    "Participant.removed_on": "filled once all else is gone",
    "FamilyLink.nonce": "a secret that opens the link",
    "FamilyLink.draft": "not sent, and perhaps about another child",
    "FamilyLink.email": "the contact of one guardian, told with the guardian",
    "FamilyLink.phone": "the contact of one guardian, told with the guardian",
    "FamilyLink.contact_verified_at": "told with the guardian",
    "Enrolment.kept_from": "last year's place, told in a row of its own",
    "Photo.file": "where the file lies; it may show others too, and the school shows it",
    "Photo.sha256": "a checksum of the file",
    "RollConflict.field": "that it is a mark, told by the part",
    "Letter.file": "where the file lies; the letter itself is behind the link",
    "Message.recipient": "the contact of one guardian, told with the guardian",
    "Message.offer": "the offer, told in a part of its own",
    "Message.loan": "the loan, told in a part of its own",
    "BuddyMatch.helper": "would tell of another child",
    "BuddyMatch.volunteer": "told to whom she was beside; to a helper it is empty",
}
"""Fields that are not handed out, as Model.field or *.field, and why."""
