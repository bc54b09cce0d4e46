package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.world.Tables.SignUp;

/** What the app's own table of users says of the customers, in agreement with Stripe. */
public record SignUps(Names names, long at) {

  public SignUp of(Customer customer) {
    return new SignUp(
        names.of(customer),
        CustomerJson.person(customer, at).email(),
        Origin.campaign(customer),
        Origin.click(names.ids(), customer));
  }
}
