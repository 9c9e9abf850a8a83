# OpenBao as one node that keeps what it is told and opens itself: for trying things out. In production: three nodes, TLS,
# and a seal whose key is not on the same machine.
storage "raft" {
  path    = "/openbao/file"
  node_id = "node1"
}
listener "tcp" {
  address         = "0.0.0.0:8200"
  cluster_address = "127.0.0.1:8201"
  tls_disable     = true
}
seal "static" {
  current_key_id = "1"
  current_key    = "file:///secrets/unseal.key"
}
api_addr      = "http://openbao:8200"
cluster_addr  = "http://127.0.0.1:8201"
disable_mlock = true
