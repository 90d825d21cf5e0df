Feature: Connecting Hubflo and Xero
  A connection joins one Hubflo organization to one Xero organisation, for good.
  The Hubflo key comes first, because without it nothing works.

  Scenario: The Hubflo key is checked before Xero is asked anything
    When I run "hubflo-xero connect --preview" with the Hubflo key "no-key-of-anybody"
    Then it ends with status 1
    And it says "[api-key-refused]"
    And Xero was not asked anything

  Scenario: A consent that is allowed joins the two, and nothing is written yet
    When I connect and allow the access
    Then the connection joins "Hartley & Moss" and "Hartley & Moss Consulting Ltd"
    And the connection is in preview
    And nothing was written

  Scenario: A consent that is cancelled joins nothing
    When I connect and cancel
    Then I am told "consent refused"
    And there is no connection

  Scenario Outline: A consent that does not come back as it went out is not used
    When I allow the access, but <what happens>
    Then I am told "<problem>"
    And there is no connection

    Examples:
      | what happens                       | problem            |
      | it comes back after 6 minutes      | consent late       |
      | it comes back a second time        | consent used       |
      | it comes back with another state   | consent unknown    |
      | it comes back without a code       | consent incomplete |

  Scenario: A custom connection needs no consent
    Given an app of Xero for a custom connection
    When I connect without anybody's consent
    Then the connection joins "Hartley & Moss" and "Hartley & Moss Consulting Ltd"

  Scenario: A custom connection with a wrong secret is refused
    Given an app of Xero for a custom connection, whose secret I mistype
    When I try to connect without anybody's consent
    Then I am told "app refused"
    And there is no connection

  Scenario: One consent may reach several organisations, and the one I name is meant
    Given another Xero organisation "Elm Street Bakery"
    And my user has allowed the app to use both before
    When I connect by a consent that reaches both, and name "Elm Street Bakery"
    Then the connection joins "Hartley & Moss" and "Elm Street Bakery"

  Scenario: Reconnecting renews the consent and changes nothing else
    Given Hubflo and Xero are connected
    When I reconnect to the same two
    Then it is the same connection
    And the connection is live

  Scenario: Reconnecting with another Xero organisation is refused with both names
    Given Hubflo and Xero are connected
    And another Xero organisation "Elm Street Bakery"
    When I reconnect, and choose "Elm Street Bakery"
    Then I am told "other organisation", with the names "Hartley & Moss Consulting Ltd" and "Elm Street Bakery"
    And the connection joins "Hartley & Moss" and "Hartley & Moss Consulting Ltd"

  Scenario: Reconnecting with another Hubflo organization is refused with both names
    Given Hubflo and Xero are connected
    And another Hubflo organization "Elm Street Bakers"
    When I reconnect with the key of "Elm Street Bakers"
    Then I am told "other organisation", with the names "Hartley & Moss" and "Elm Street Bakers"
    And the connection joins "Hartley & Moss" and "Hartley & Moss Consulting Ltd"

  Scenario: Several connections live side by side, each with its own contacts
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected
    And another Xero organisation "Elm Street Bakery", with the customer "Ben Brown"
    And another Hubflo organization "Elm Street Bakers"
    When "Elm Street Bakers" and "Elm Street Bakery" are connected as "bakery"
    Then there are 2 connections
    And "Elm Street Bakers" has the contacts "Ben Brown" and no other
    And "Hartley & Moss" has the contacts "Jane Smith" and no other

  Scenario: The same pair is not joined twice
    Given Hubflo and Xero are connected
    When I connect the same two once more as "again"
    Then I am told "already joined", with the name "default"
    And there is 1 connection

  Scenario: A name is given once
    Given Hubflo and Xero are connected
    And another Xero organisation "Elm Street Bakery", with the customer "Ben Brown"
    And another Hubflo organization "Elm Street Bakers"
    When I connect "Elm Street Bakers" and "Elm Street Bakery" as "default"
    Then I am told "name taken", with the name "default"
    And there is 1 connection

  Scenario: What was disconnected may be joined again, as a new connection
    Given Hubflo and Xero are connected
    When I disconnect
    And I connect and allow the access
    Then there is 1 connection
    And the connection is in preview
