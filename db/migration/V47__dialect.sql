-- How a provider wants to be spoken to where it leaves RFC 6749.

ALTER TABLE provider
  ADD COLUMN scope_separator  text  NOT NULL DEFAULT 'SPACE' CHECK (scope_separator IN ('SPACE', 'COMMA')),
  ADD COLUMN token_body       text  NOT NULL DEFAULT 'FORM'  CHECK (token_body IN ('FORM', 'JSON')),
  ADD COLUMN token_parameters jsonb NOT NULL DEFAULT '{}'    CHECK (jsonb_typeof(token_parameters) = 'object'),
  ADD COLUMN refresh_endpoint text;
