Feature: Our mark
  A contact that we made in Xero carries the id of its Hubflo party as its contact code.
  It never comes back as a new one.

  Scenario: A person whom we made a contact for
    Given Hubflo has these contacts:
      | name      | email             |
      | Ben Brown | ben@brown.example |
    And Xero has a customer "B. Brown Trading" with the email "accounts@brown.example" and our mark of "Ben Brown"
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact          | because  | in Hubflo |
      | B. Brown Trading | our mark | Ben Brown |
    And Hubflo has 1 contact

  Scenario: A company whose colleague has the email
    Given Hubflo has these companies:
      | name      |
      | Brown Ltd |
    And Hubflo has these contacts:
      | name      | email             | company   |
      | Ben Brown | ben@brown.example | Brown Ltd |
    And Xero has a customer "Brown Trading" with the email "ben@brown.example" and our mark of the company "Brown Ltd"
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact       | because  | in Hubflo | billed as |
      | Brown Trading | our mark | Ben Brown | company   |
    And Hubflo has 1 contact

  Scenario: A company, though nobody of it has the email any more
    Given Hubflo has these companies:
      | name      |
      | Brown Ltd |
    And Xero has a customer "Brown Trading" with the email "ben@brown.example" and our mark of the company "Brown Ltd"
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact       | billed as |
      | Brown Trading | company   |
    And Hubflo has no contacts
    And Hubflo has 1 company
