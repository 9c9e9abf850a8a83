-- What is known of a provider: how long a consent lives whatever happens, whether it tells of a refresh token when it is
-- asked (RFC 7662), and where a new access token is tried out.
ALTER TABLE provider
  ADD COLUMN absolute_limit_ms          bigint  CHECK (absolute_limit_ms > 0),
  ADD COLUMN introspects_refresh_tokens boolean NOT NULL DEFAULT false,
  ADD COLUMN probe_uri                  text,
  ADD COLUMN probe_status               integer CHECK (probe_status BETWEEN 100 AND 599),
  ADD CHECK ((probe_uri IS NULL) = (probe_status IS NULL)),
  ADD CHECK (proof_kind <> 'PROBE' OR probe_uri IS NOT NULL);

-- When the request was sent to which no answer came: grace and settling time count from there. Null while there is no
-- doubt, and when a person has decided to try in spite of it.
ALTER TABLE oauth_grant
  ADD COLUMN doubt_since timestamptz;
