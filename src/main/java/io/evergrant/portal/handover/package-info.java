/**
 * Hand-overs: the page that receives a token, the addresses that its script calls, and the pages on
 * which a second admin decides. No page of ours writes the token; the receiver's script shows it.
 */
@NullMarked
package io.evergrant.portal.handover;

import org.jspecify.annotations.NullMarked;
