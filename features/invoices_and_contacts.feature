Feature: Invoices and contacts together
  An invoice never waits for an import, and whom we made in Xero never comes back as somebody new.

  Scenario: An import in the middle never delays an invoice
    Given a crowd of 400 contacts in Xero
    And its Hubflo is that of the crowd
    And its Xero is that of the crowd
    And its Hubflo and Xero are connected in preview
    And these settings:
      | setting         | value |
      | start-date      | today |
      | revenue-account | 200   |
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    When the connection goes live, and "Website" is issued to "Jane Smith" after 20 units of work
    Then it was in Xero before half of the contacts were in Hubflo
    And nobody is in Hubflo twice

  Scenario: A contact that we made in Xero never comes back to Hubflo as a new one
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
      | Ben Brown  | ben@brown.example |          |
    When Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Ben Brown  |
    And in Xero the invoice "Website" is approved
    And the night passes
    Then Xero has 2 contacts
    And Hubflo has 2 contacts
    And Hubflo has 1 company
    And nothing needs me
