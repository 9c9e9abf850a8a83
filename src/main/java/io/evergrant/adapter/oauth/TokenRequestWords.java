package io.evergrant.adapter.oauth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.evergrant.domain.provider.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import net.minidev.json.JSONObject;

/** A token request by the book, put as one provider wants to hear it. */
record TokenRequestWords(Dialect dialect) {
  HTTPRequest of(HTTPRequest request) {
    if (dialect.equals(Dialect.USUAL)) {
      return request;
    }
    var parameters =
        new HashMap<>(URLUtils.parseParameters(Objects.requireNonNullElse(request.getBody(), "")));
    dialect.tokenParameters().forEach((name, value) -> parameters.put(name, List.of(value)));
    switch (dialect.body()) {
      case FORM -> request.setBody(URLUtils.serializeParameters(parameters));
      case JSON -> {
        request.setEntityContentType(ContentType.APPLICATION_JSON);
        var members = new JSONObject();
        parameters.forEach((name, values) -> members.put(name, values.getFirst()));
        request.setBody(members.toJSONString());
      }
    }
    return request;
  }
}
