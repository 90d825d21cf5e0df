Feature: Later changes
  A change in Xero comes over into fields that still hold what we last wrote.
  What a person wrote in Hubflo is kept, and it is said. Nothing is ever deleted.

  Background:
    Given Xero has these contacts:
      | name       | person     | email              | phone         | street        | city  |
      | Jane Smith | Jane Smith | jane@smith.example | 0113 496 0001 | 1 High Street | Leeds |
    And Hubflo and Xero are connected

  Scenario Outline: A change in Xero comes over within the hour
    When in Xero the <field> of "Jane Smith" becomes "<value>"
    And 1 hour passes
    Then in Hubflo the <field> of "<who>" is "<value>"
    And the contacts stand so:
      | contact    | stands  |
      | Jane Smith | updated |

    Examples:
      | field      | value            | who         |
      | phone      | 0113 496 0002    | Jane Smith  |
      | email      | jane@new.example | Jane Smith  |
      | last name  | Jones            | Jane Jones  |
      | first name | Janet            | Janet Smith |

  Scenario: Our own change is followed by the next one
    When in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    And in Xero the phone of "Jane Smith" becomes "0113 496 0003"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0003"

  Scenario: A person's edit is kept, and it is said
    When in Hubflo the phone of "Jane Smith" becomes "07700 900111"
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "07700 900111"
    And the story of "Jane Smith" says "edit kept" of "phone"
    And the contacts stand so:
      | contact    | stands    |
      | Jane Smith | unchanged |

  Scenario: Beside a person's edit the other fields still follow
    When in Hubflo the phone of "Jane Smith" becomes "07700 900111"
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And in Xero the email of "Jane Smith" becomes "jane@new.example"
    And 1 hour passes
    Then Hubflo has these contacts:
      | name       | phone        | email            |
      | Jane Smith | 07700 900111 | jane@new.example |

  Scenario: An address moves as a whole, and one edited part keeps all of it
    When in Hubflo the city of "Jane Smith" becomes "Truro"
    And in Xero "Jane Smith" moves to "2 Low Street", "York"
    And 1 hour passes
    Then Hubflo has these contacts:
      | name       | street        | city  |
      | Jane Smith | 1 High Street | Truro |

  Scenario: An address that nobody edited moves
    When in Xero "Jane Smith" moves to "2 Low Street", "York"
    And 1 hour passes
    Then Hubflo has these contacts:
      | name       | street       | city |
      | Jane Smith | 2 Low Street | York |

  Scenario: A field that a person emptied counts as ours
    When in Hubflo the phone of "Jane Smith" becomes ""
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0002"

  Scenario: What a linked person had before us is not ours to change
    Given Hubflo has these contacts:
      | name      | email             | phone |
      | Ben Brown | ben@brown.example | 0800  |
    And Xero has these contacts:
      | name      | person    | email             | phone |
      | Ben Brown | Ben Brown | ben@brown.example | 0900  |
    When 1 hour passes
    And in Xero the phone of "Ben Brown" becomes "0901"
    And 1 hour passes
    Then in Hubflo the phone of "Ben Brown" is "0800"

  Scenario Outline: Who is no longer to come over stays in Hubflo, and the link says so
    When in Xero <change>
    And 1 hour passes
    Then the contacts stand so:
      | contact    | stands    | link   |
      | Jane Smith | unchanged | <link> |
    And the story of "Jane Smith" says "link state" of "<link>"
    And Hubflo has these contacts:
      | name       | email              | phone         |
      | Jane Smith | jane@smith.example | 0113 496 0001 |
    And nothing needs me

    Examples:
      | change                                  | link         |
      | "Jane Smith" is archived                | archived     |
      | "Jane Smith" asks to be erased          | archived     |
      | the email of "Jane Smith" becomes ""    | not eligible |

  Scenario: Merged into another contact, the link says so
    Given Xero has the customer "Janet Smith" with the email "janet@smith.example"
    When in Xero "Jane Smith" is merged into "Janet Smith"
    And 1 hour passes
    Then the contacts stand so:
      | contact     | stands    | link   |
      | Jane Smith  | unchanged | merged |
      | Janet Smith | created   | active |

  Scenario: While it is archived nothing comes over, and after that it follows again
    When in Xero "Jane Smith" is archived
    And in Xero the phone of "Jane Smith" becomes "0113 496 0002"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0001"
    When in Xero "Jane Smith" is restored
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0002"
    And the contacts stand so:
      | contact    | link   |
      | Jane Smith | active |

  Scenario: A contact turns customer without a changed date, and the nightly reading finds it
    Given Xero has these contacts:
      | name      | person    | email             | customer |
      | Ben Brown | Ben Brown | ben@brown.example | no       |
    When 1 hour passes
    And in Xero "Ben Brown" gets a first invoice
    And 2 hours pass
    Then Hubflo has 1 contact
    When the night passes
    Then Hubflo has these contacts:
      | name       |
      | Jane Smith |
      | Ben Brown  |

  Scenario: A full import finds it at once
    Given Xero has these contacts:
      | name      | person    | email             | customer |
      | Ben Brown | Ben Brown | ben@brown.example | no       |
    When 1 hour passes
    And in Xero "Ben Brown" gets a first invoice
    And I ask for a full import
    Then Hubflo has 2 contacts

  Scenario: Only the first contact of a person feeds it
    Given Xero has these contacts:
      | name         | person     | email              |
      | Smith Garden | Jane Smith | jane@green.example |
    And 1 hour passes
    And I answer for "Smith Garden": link "jane@smith.example"
    When in Xero the phone of "Smith Garden" becomes "0999"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0001"
