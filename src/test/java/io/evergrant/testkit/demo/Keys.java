package io.evergrant.testkit.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import net.minidev.json.JSONObject;

/** The keys of all issuers: one signs id tokens, one seals opaque tokens, codes and cookies. */
record Keys(RSAKey signing, Base64URL sealing) {
  /** Made once in a process: it costs most of a start, and tests start many providers. */
  private static final class Signing {
    static final RSAKey KEY = generate();

    private static RSAKey generate() {
      try {
        return new RSAKeyGenerator(2048)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .keyIDFromThumbprint(true)
            .generate();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Keys fresh() {
    return new Keys(Signing.KEY, Base64URL.encode(Seal.randomBytes(32)));
  }

  JSONObject toJson() {
    return Json.of("signing", signing.toJSONString(), "sealing", sealing.toString());
  }

  static Keys fromJson(JSONObject json) {
    try {
      return new Keys(
          RSAKey.parse(Json.text(json, "signing")), new Base64URL(Json.text(json, "sealing")));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String toString() {
    return "Keys[hidden]";
  }
}
