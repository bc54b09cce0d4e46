package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.world.Tables.SignUp;

/** What the app's own table of users says of the customers, in agreement with Stripe. */
public record SignUps(Names names, long at) {

  public SignUp of(Customer customer) {
    String click = CustomerJson.click(names, customer);
    return new SignUp(
        names.of(customer),
        CustomerJson.person(customer, at).email(),
        CustomerJson.campaign(customer),
        click);
  }
}
