"""The generator of the demo network: a fictitious network of the cooperative on real ground."""

from data_import.demo.delivery import write_demo as write_demo
