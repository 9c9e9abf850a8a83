# What a portal node may do, and nothing else: no key may be exported, none but sealing, tenants' and clients' keys deleted, no mount or policy
# touched, no secret read outside the paths below. Bound to the AppRole evergrant-portal by vault/bootstrap/bootstrap.sh; the default
# policy is not attached.

# its own token
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

# one transit key per tenant; made derived, so that every ciphertext is bound to its tenant and grant.
# A request without these parameters, such as /rotate, falls under the same path and is refused. /config falls under it too: with
# them, and to allow the deletion of the key, it is let through, because an organisation ends by the deletion of its key.
path "transit/keys/eg-tenant-*" {
  capabilities        = ["create", "update", "read", "delete"]
  required_parameters = ["type", "derived"]
  allowed_parameters = {
    "type"             = ["aes256-gcm96"]
    "derived"          = [true, "true"]
    "deletion_allowed" = [true, "true"]
  }
}
# update without create: encrypting under a key that does not exist must not make one
path "transit/encrypt/eg-tenant-*" {
  capabilities = ["update"]
}
path "transit/decrypt/eg-tenant-*" {
  capabilities = ["update"]
}
path "transit/rewrap/eg-tenant-*" {
  capabilities = ["update"]
}
path "transit/datakey/plaintext/eg-tenant-*" {
  capabilities = ["update"]
}

# one key pair per import in a browser, for at most five minutes: the page seals to its public half, and here it is opened.
# The parameters keep /config from making it exportable; transit/export is not granted at all.
path "transit/keys/eg-sealing-*" {
  capabilities = ["create", "update", "delete"]
  allowed_parameters = {
    "type"             = ["rsa-3072"]
    "deletion_allowed" = [true, "true"]
  }
}
path "transit/decrypt/eg-sealing-*" {
  capabilities = ["update"]
}

# one key pair per client that signs (RFC 7523); as above, none can be made exportable, and none is exported
path "transit/keys/eg-client-*" {
  capabilities = ["create", "update", "delete"]
  allowed_parameters = {
    "type"             = ["rsa-2048", "ecdsa-p256"]
    "deletion_allowed" = [true, "true"]
  }
}
path "transit/sign/eg-client-*" {
  capabilities = ["update"]
}

# signs and checks the heads of the audit chains
path "transit/sign/eg-audit" {
  capabilities = ["update"]
}
path "transit/verify/eg-audit" {
  capabilities = ["update"]
}
path "transit/keys/eg-audit" {
  capabilities = ["read"]
}

# token sets: evergrant/<tenant>/grants/<grant>/<salt>
path "evergrant/data/+/grants/+/+" {
  capabilities = ["create", "update", "read", "delete"]
}
path "evergrant/metadata/+/grants/+/+" {
  capabilities = ["create", "update", "read", "patch", "delete"]
}
path "evergrant/delete/+/grants/+/+" {
  capabilities = ["update"]
}
path "evergrant/destroy/+/grants/+/+" {
  capabilities = ["update"]
}
path "evergrant/metadata/+/grants/" {
  capabilities = ["list"]
}
path "evergrant/metadata/+/grants/+/" {
  capabilities = ["list"]
}

# all that lies there of a tenant, for the end of the organisation: names alone. Of two rules that fit, the longer counts, so what
# has a rule for its entries needs one for its folder as well.
path "evergrant/metadata/+/" {
  capabilities = ["list"]
}
path "evergrant/metadata/+/+/" {
  capabilities = ["list"]
}
path "evergrant/metadata/+/providers/" {
  capabilities = ["list"]
}
path "evergrant/metadata/+/webhooks/" {
  capabilities = ["list"]
}

# client secrets: evergrant/<tenant>/providers/<provider>
path "evergrant/data/+/providers/+" {
  capabilities = ["create", "update", "read", "delete"]
}
path "evergrant/metadata/+/providers/+" {
  capabilities = ["create", "update", "read", "patch", "delete"]
}
path "evergrant/delete/+/providers/+" {
  capabilities = ["update"]
}
path "evergrant/destroy/+/providers/+" {
  capabilities = ["update"]
}

# secrets that sign what is sent to webhooks: evergrant/<tenant>/webhooks/<webhook>
path "evergrant/data/+/webhooks/+" {
  capabilities = ["create", "update", "read"]
}
path "evergrant/metadata/+/webhooks/+" {
  capabilities = ["delete"]
}

# the write that shows that the store takes writes: evergrant/canary/<node>
path "evergrant/data/canary/+" {
  capabilities = ["create", "update", "read"]
}
path "evergrant/metadata/canary/+" {
  capabilities = ["read"]
}

# the key of the keyed fingerprints by which audit events name tokens
path "evergrant/data/system/fingerprint-key" {
  capabilities = ["read"]
}
