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
  static Keys fresh() {
    try {
      var signing =
          new RSAKeyGenerator(2048)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate();
      return new Keys(signing, Base64URL.encode(Seal.randomBytes(32)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
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
