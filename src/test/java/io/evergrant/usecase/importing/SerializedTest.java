package io.evergrant.usecase.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serialized objects are told from everything else, whichever way they come. */
class SerializedTest {
  /** Made by Python 3.11: a dictionary, then an object of oauth2client, in protocols 0 to 5. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KGRwMApWYWNjZXNzX3Rva2VuCnAxClZhMQpwMgpzVnJlZnJlc2hfdG9rZW4KcDMKVnIxCnA0CnNWZXhwaXJlc19hdApwNQpGMTc2NDA3NTYwMC41CnMu",
        "fXEAKFgMAAAAYWNjZXNzX3Rva2VucQFYAgAAAGExcQJYDQAAAHJlZnJlc2hfdG9rZW5xA1gCAAAAcjFxBFgKAAAAZXhwaXJlc19hdHEFR0HaSWoUIAAAdS4=",
        "gAJ9cQAoWAwAAABhY2Nlc3NfdG9rZW5xAVgCAAAAYTFxAlgNAAAAcmVmcmVzaF90b2tlbnEDWAIAAAByMXEEWAoAAABleHBpcmVzX2F0cQVHQdpJahQgAAB1Lg==",
        "gAN9cQAoWAwAAABhY2Nlc3NfdG9rZW5xAVgCAAAAYTFxAlgNAAAAcmVmcmVzaF90b2tlbnEDWAIAAAByMXEEWAoAAABleHBpcmVzX2F0cQVHQdpJahQgAAB1Lg==",
        "gASVRAAAAAAAAAB9lCiMDGFjY2Vzc190b2tlbpSMAmExlIwNcmVmcmVzaF90b2tlbpSMAnIxlIwKZXhwaXJlc19hdJRHQdpJahQgAAB1Lg==",
        "gAWVRAAAAAAAAAB9lCiMDGFjY2Vzc190b2tlbpSMAmExlIwNcmVmcmVzaF90b2tlbpSMAnIxlIwKZXhwaXJlc19hdJRHQdpJahQgAAB1Lg==",
        "Y2NvcHlfcmVnCl9yZWNvbnN0cnVjdG9yCnAwCihjb2F1dGgyY2xpZW50LmNsaWVudApPQXV0aDJDcmVkZW50aWFscwpwMQpjX19idWlsdGluX18Kb2JqZWN0CnAyCk50cDMKUnA0CihkcDUKVnJlZnJlc2hfdG9rZW4KcDYKVnIxCnA3CnNiLg==",
        "Y2NvcHlfcmVnCl9yZWNvbnN0cnVjdG9yCnEAKGNvYXV0aDJjbGllbnQuY2xpZW50Ck9BdXRoMkNyZWRlbnRpYWxzCnEBY19fYnVpbHRpbl9fCm9iamVjdApxAk50cQNScQR9cQVYDQAAAHJlZnJlc2hfdG9rZW5xBlgCAAAAcjFxB3NiLg==",
        "gAJjb2F1dGgyY2xpZW50LmNsaWVudApPQXV0aDJDcmVkZW50aWFscwpxACmBcQF9cQJYDQAAAHJlZnJlc2hfdG9rZW5xA1gCAAAAcjFxBHNiLg==",
        "gANjb2F1dGgyY2xpZW50LmNsaWVudApPQXV0aDJDcmVkZW50aWFscwpxACmBcQF9cQJYDQAAAHJlZnJlc2hfdG9rZW5xA1gCAAAAcjFxBHNiLg==",
        "gASVSQAAAAAAAACME29hdXRoMmNsaWVudC5jbGllbnSUjBFPQXV0aDJDcmVkZW50aWFsc5STlCmBlH2UjA1yZWZyZXNoX3Rva2VulIwCcjGUc2Iu",
        "gAWVSQAAAAAAAACME29hdXRoMmNsaWVudC5jbGllbnSUjBFPQXV0aDJDcmVkZW50aWFsc5STlCmBlH2UjA1yZWZyZXNoX3Rva2VulIwCcjGUc2Iu"
      })
  void P16_a_pickle_is_told_in_each_protocol_plain_and_encoded(String base64) {
    var plain = Base64.getDecoder().decode(base64);
    assertThat(Serialized.in(plain)).contains(Serialized.PICKLE);
    var isText = plain[0] != (byte) 0x80;
    var field = isText ? new String(plain, ISO_8859_1) : base64;
    assertThat(Serialized.in(field)).contains(Serialized.PICKLE);
    assertThat(Serialized.in(base64.getBytes(ISO_8859_1))).contains(Serialized.PICKLE);
    if (!isText) {
      assertThat(Serialized.in(base64.replace('+', '-').replace('/', '_').replace("=", "")))
          .contains(Serialized.PICKLE);
    }
  }

  @Test
  void P16_an_object_stream_of_Java_is_told_plain_and_encoded() throws IOException {
    var stream = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(stream)) {
      out.writeObject(new HashMap<>(Map.of("refresh_token", "r1")));
    }
    var plain = stream.toByteArray();
    var base64 = Base64.getEncoder().encodeToString(plain);
    assertThat(base64).startsWith("rO0AB");
    assertThat(Serialized.in(plain)).contains(Serialized.JAVA_SERIALIZATION);
    assertThat(Serialized.in(base64)).contains(Serialized.JAVA_SERIALIZATION);
    assertThat(Serialized.in(base64.getBytes(ISO_8859_1))).contains(Serialized.JAVA_SERIALIZATION);
    var lines = Base64.getMimeEncoder().encode(plain);
    assertThat(Serialized.in(lines)).contains(Serialized.JAVA_SERIALIZATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gAAAAABlYb1kZm9v",
        "gAN9cQAoWAwAAABh",
        "rO0AB",
        "rO0ABQ-not-base64!",
        "1//0gABCDEF-gAN",
        "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        "c.token",
        "client\ntoken",
        "(dp",
        "",
        "M.C5_BL2.0.U.-CgA",
      })
  void a_token_that_only_looks_a_little_like_one_is_a_token(String token) {
    assertThat(Serialized.in(token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"provider\":1}",
        "provider,external_id,refresh_token\n1,c,r",
        "customer,provider\n",
        "",
      })
  void a_body_that_is_text_is_no_object(String body) {
    assertThat(Serialized.in(body.getBytes(ISO_8859_1))).isEmpty();
  }
}
