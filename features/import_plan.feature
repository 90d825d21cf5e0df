Feature: The import plan
  What an import would do is shown before the first write. A dry run and a run cannot differ.

  Scenario: A dry run says what the run then does
    Given a firm's books, with every case in them
    And its Hubflo and Xero are connected in preview
    When I ask for a dry run
    Then nothing was written
    When the connection goes live
    Then the run did what the dry run said

  Scenario: A second dry run says the same
    Given a firm's books, with every case in them
    And its Hubflo and Xero are connected in preview
    When I ask for a dry run
    And I ask for another full dry run
    Then both say the same
    And nothing was written

  Scenario: In preview everything is read and nothing is written
    Given a firm's books, with every case in them
    When its Hubflo and Xero are connected in preview
    And 3 days pass
    Then only reads left us
    And nothing was written

  Scenario: The plan counts what it will do
    Given Xero has these contacts:
      | name       | person     | email              | customer |
      | Jane Smith | Jane Smith | jane@smith.example | yes      |
      | Acme Ltd   | Ben Brown  | ben@acme.example   | yes      |
      | Acme Group | Ann Abbot  | ann@acme.example   | yes      |
      | Priya Rao  | Priya Rao  | priya@rao.example  | yes      |
      | Stationers |            |                    | no       |
      | Dan Okoye  | Dan Okoye  | dan@okoye.example  | yes      |
    And Hubflo has these contacts:
      | name      | email             |
      | Priya Rao | priya@rao.example |
      | Dan Okoye | d@other.example   |
    When Hubflo and Xero are connected in preview
    And I ask for a dry run
    Then the plan counts:
      | seen | create | new companies | link | ask | leave out |
      | 6    | 3      | 2             | 1    | 1   | 1         |

  Scenario: Each decision sees what was planned before it
    Given Xero has these contacts:
      | name                | person     | email              |
      | Jane Smith          | Jane Smith | jane@smith.example |
      | Jane Smith (garden) | Jane Smith | jane@green.example |
    When Hubflo and Xero are connected in preview
    And I ask for a dry run
    Then the plan counts:
      | create | ask |
      | 1      | 1   |
    And these questions need me:
      | question         | held |
      | name other email | 1    |

  Scenario: Two that share a new company plan it once
    Given Xero has these contacts:
      | name         | person     | email             |
      | Acme Ltd     | Jane Smith | jane@acme.example |
      | ACME Limited | Ben Brown  | ben@acme.example  |
    When Hubflo and Xero are connected in preview
    And I ask for a dry run
    Then the plan counts:
      | create | new companies |
      | 2      | 1             |

  Scenario: A dry run on a live connection holds what is due until it has been looked at
    Given Hubflo and Xero are connected
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When I ask for a dry run
    Then the plan counts:
      | create |
      | 1      |
    And nothing was written
    When 1 minute passes
    Then Hubflo has these contacts:
      | name       |
      | Jane Smith |

  Scenario: The command shows who is joined, the promises and the plan, and a preview stops there
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When I run "hubflo-xero connect --preview" for a custom connection
    Then it says, in this order:
      | These two are joined                |
      | Hartley & Moss Consulting Ltd       |
      | What will happen, and what never    |
      | The plan for 1 contact in Xero      |
      | 1 to create in Hubflo               |
      | Jane Smith                          |
      | Nothing was written                 |
    And only reads left us

  Scenario: The demo company is named in big letters
    Given Xero is its demo company
    When I run "hubflo-xero connect --preview" for a custom connection
    Then it says "DEMO COMPANY"

  Scenario: Resuming shows the plan again and makes it live
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo and Xero are connected in preview
    When I run "hubflo-xero resume --preview"
    Then it says, in this order:
      | The plan for 1 contact in Xero  |
      | nothing was written             |
    And only reads left us
    When I run "hubflo-xero resume --yes --no-invoices"
    Then it says, in this order:
      | The plan for 1 contact in Xero  |
      | 1 contact seen in Xero          |
    And Hubflo has these contacts:
      | name       |
      | Jane Smith |
