Feature: Preview
  Before a person says go, everything is read and decided to the last step, and nothing is written.

  Scenario: In preview nothing but reads leaves, and everything goes when it is live
    Given Xero has the customer "Ben Brown" with the email "ben@brown.example"
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Hubflo and Xero are connected in preview, and invoices would go over from today
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 2 hours pass
    Then only reads left us
    And no invoice is in Xero
    And the invoice "Website" is waited with
    When the connection goes live, and a minute passes
    Then these invoices are in Xero:
      | invoice | billed to  |
      | Website | Jane Smith |

  Scenario: Without a start date no invoice is ever sent
    Given Hubflo and Xero are connected
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 2 hours pass
    Then no invoice is in Xero
    And nothing was written
