package io.evergrant.usecase.importing.sealed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SealingVault;
import io.evergrant.usecase.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Key pairs in memory; what is «sealed» names its pair and its context. */
final class Pairs implements SealingVault {
  final Set<String> pairs = new HashSet<>();

  /** What was opened, as it is afterwards. */
  final List<byte[]> opened = new ArrayList<>();

  boolean away;
  boolean keeps;

  static byte[] sealed(byte[] publicKey, String context, String plain) {
    return (new String(publicKey, UTF_8) + "\n" + context + "\n" + plain).getBytes(UTF_8);
  }

  @Override
  public byte[] make(TenantId tenant, SealingKeyId key) {
    refuseIf(away);
    pairs.add(name(tenant, key));
    return name(tenant, key).getBytes(UTF_8);
  }

  @Override
  public Optional<byte[]> open(TenantId tenant, SealingKeyId key, byte[] sealed, String context) {
    refuseIf(away);
    var text = new String(sealed, UTF_8);
    var begin = name(tenant, key) + "\n" + context + "\n";
    if (!pairs.contains(name(tenant, key)) || !text.startsWith(begin)) {
      return Optional.empty();
    }
    var plain = text.substring(begin.length()).getBytes(UTF_8);
    opened.add(plain);
    return Optional.of(plain);
  }

  @Override
  public void destroy(TenantId tenant, SealingKeyId key) {
    refuseIf(away || keeps);
    pairs.remove(name(tenant, key));
  }

  private static String name(TenantId tenant, SealingKeyId key) {
    return tenant + "/" + key;
  }

  private static void refuseIf(boolean told) {
    if (told) {
      throw new StoreUnavailable(StoreUnavailable.Cause.SEALED, "told to refuse");
    }
  }
}
