-- When its owner was asked by itself the last time: a consent that worked since, and is lost again, is another loss. Those
-- who were asked before this was kept were asked by now.

ALTER TABLE owner_contact ADD COLUMN asked_at timestamptz DEFAULT eg_now();
ALTER TABLE owner_contact ALTER COLUMN asked_at DROP DEFAULT;
