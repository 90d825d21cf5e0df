Feature: Who comes over
  Every Xero contact that is a customer, is active, and has an email address, a first name and a last name
  is imported into Hubflo. Who is left out is left out for reasons that the user can read, all of them.

  Scenario: A customer with an email and a full name comes over
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario Outline: One thing alone leaves a contact out
    Given Xero has these contacts:
      | name       | first name | last name | email   | customer   | supplier   | status   |
      | Jane Smith | <first>    | <last>    | <email> | <customer> | <supplier> | <status> |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact    | stands   | because  |
      | Jane Smith | left out | <reason> |
    And Hubflo has no contacts

    Examples:
      | first | last  | email              | customer | supplier | status            | reason            |
      | Jane  | Smith | jane@smith.example | no       | no       | active            | not a customer    |
      | Jane  | Smith | jane@smith.example | no       | yes      | active            | not a customer    |
      | Jane  | Smith | jane@smith.example | yes      | no       | archived          | archived          |
      | Jane  | Smith | jane@smith.example | yes      | no       | erasure requested | erasure requested |
      | Jane  | Smith |                    | yes      | no       | active            | no email          |
      |       | Smith | jane@smith.example | yes      | no       | active            | no first name     |
      | Jane  |       | jane@smith.example | yes      | no       | active            | no last name      |

  Scenario Outline: Missing, null, empty and blank mean absent
    Given Xero has a customer whose <field> is missing
    And Xero has a customer whose <field> is null
    And Xero has a customer whose <field> is empty
    And Xero has a customer whose <field> is blank
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact                    | stands   | because  |
      | Customer without, missing  | left out | <reason> |
      | Customer without, null     | left out | <reason> |
      | Customer without, empty    | left out | <reason> |
      | Customer without, blank    | left out | <reason> |

    Examples:
      | field      | reason        |
      | email      | no email      |
      | first name | no first name |
      | last name  | no last name  |

  Scenario: A contact that was merged into another one stays out, and says so
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero has the customer "Jane M Smith" with the email "jane@work.example"
    And in Xero "Jane M Smith" is merged into "Jane Smith"
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact      | stands   | because        |
      | Jane Smith   | created  | created by us  |
      | Jane M Smith | left out | merged         |

  Scenario: All reasons are said, not only the first
    Given Xero has these contacts:
      | name        | customer | status   |
      | Old enquiry | no       | archived |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact     | stands   | because                                                          |
      | Old enquiry | left out | not a customer, archived, no email, no first name, no last name  |

  Scenario: Reasons are counted one by one, contacts once
    Given Xero has these contacts:
      | name        | person     | email              | customer |
      | Stationers  |            |                    | no       |
      | Jane Smith  | Jane Smith |                    | yes      |
      | Ben Brown   | Ben Brown  | ben@brown.example  | yes      |
    When Hubflo and Xero are connected
    Then the import counts:
      | seen | created | left out |
      | 3    | 1       | 2        |
    And contacts are left out for these reasons:
      | reason         | contacts |
      | not a customer | 1        |
      | no email       | 2        |
      | no first name  | 1        |
      | no last name   | 1        |

  Scenario: A customer who is a supplier too comes over
    Given Xero has these contacts:
      | name       | person     | email              | customer | supplier |
      | Jane Smith | Jane Smith | jane@smith.example | yes      | yes      |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       |
      | Jane Smith |

  Scenario Outline: Who was left out comes over as soon as the reason is gone
    Given Xero has these contacts:
      | name       | first name | last name | email   | status   |
      | Jane Smith | <first>    | <last>    | <email> | <status> |
    And Hubflo and Xero are connected
    When <correction>
    And 1 hour passes
    Then Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

    Examples:
      | first | last  | email              | status   | correction                                                       |
      | Jane  | Smith |                    | active   | in Xero the email of "Jane Smith" becomes "jane@smith.example"   |
      |       | Smith | jane@smith.example | active   | in Xero the first name of "Jane Smith" becomes "Jane"            |
      | Jane  |       | jane@smith.example | active   | in Xero the last name of "Jane Smith" becomes "Smith"            |
      | Jane  | Smith | jane@smith.example | archived | in Xero "Jane Smith" is restored                                 |
