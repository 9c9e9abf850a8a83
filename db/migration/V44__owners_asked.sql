-- What became of the links of an act: whether an account's owner went on from the page of one. That the page was looked at says
-- nothing, because programs that preview mails do that.

ALTER TABLE consent_link ADD COLUMN opened_at timestamptz;
