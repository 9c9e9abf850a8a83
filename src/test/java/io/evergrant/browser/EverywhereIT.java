package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where we look for tokens that a page must not have, one that lies there is found. */
class EverywhereIT {
  private final Stack stack = Stack.shared();
  private final Walker anybody = new Walker(stack.base());

  @AfterEach
  void close() {
    anybody.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage | token => localStorage.setItem('a', token)",
        "storage | token => sessionStorage.setItem('a', token)",
        "storage | token => { document.cookie = 'a=' + token; }",
        "storage | token => caches.open('a').then(c => c.put('/a', new Response(token)))",
        "storage | token => new Promise(done => { const o = indexedDB.open('a', 1);"
            + " o.onupgradeneeded = () => o.result.createObjectStore('a').put(token, 'a');"
            + " o.onsuccess = done; })",
        "heap | token => { window.kept = ['of a script', token].join(' '); }",
        "network | token => fetch('/login', { headers: { 'X-Sent': token } }).then(answer =>"
            + " answer.text())"
      })
  void P13_a_token_that_a_page_has_is_found(String place, String plant) {
    var token = "at_planted".concat("-in-a-browser-0123456789");
    var page = anybody.context().newPage();
    page.navigate(stack.base() + "/login");
    var everywhere = new Everywhere(page);
    page.evaluate(plant, token);
    assertThat(everywhere.places().get(place)).contains(token);
  }
}
