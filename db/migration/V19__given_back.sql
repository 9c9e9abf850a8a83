-- What the provider said when a revoked grant's token was given back to it (RFC 7009); null before that, and where the
-- set had ended by itself.

ALTER TABLE oauth_grant
  ADD COLUMN given_back text CHECK (given_back IN ('done', 'not_offered', 'refused', 'not_reached'));
